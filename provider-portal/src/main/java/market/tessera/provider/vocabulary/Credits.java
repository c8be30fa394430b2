package market.tessera.provider.vocabulary;

import java.math.BigDecimal;
import java.util.Optional;

/** Academic credit, which means nothing without its unit. */
final class Credits {
    private Credits() {}

    static void write(Optional<String> points, Optional<String> framework, Transcript offering, String property) {
        if (points.isEmpty()) {
            return;
        }
        if (framework.isEmpty()) {
            offering.undisclosed(property, points.get(), "does not say in which unit it counts");
            return;
        }
        try {
            var number = new BigDecimal(points.get());
            if (number.signum() > 0) {
                offering.set(
                        "credit",
                        Transcript.JSON
                                .objectNode()
                                .put("framework", framework.get())
                                .put("points", number));
                return;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        offering.undisclosed(property, points.get(), "is not a number of credits");
    }
}
