package market.tessera.checkout.showcase;

import java.util.List;
import market.tessera.checkout.badge.Fact;
import market.tessera.checkout.endorsement.Endorsement;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * What an edition certifies.
 *
 * @param certifies safe HTML
 * @param about address of the course's page, or of the institution whose pathway it is
 */
record AchievementView(
        String title,
        String provider,
        int edition,
        String summary,
        String certifies,
        List<Fact> facts,
        About about,
        List<Endorsement> endorsements) {

    /** @param key of the link's words */
    record About(String key, String address) {}

    Rendering shown() {
        return Rendering.view("checkout/achievement")
                .modelAttribute("achievement", this)
                .build();
    }
}
