package market.tessera.storefront.about;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Pages of words only. */
@Controller
class AboutPages {
    @GetMapping("/how-ranking-works")
    String ranking() {
        return "storefront/ranking";
    }

    @GetMapping("/about/privacy")
    String privacy() {
        return "storefront/privacy";
    }

    @GetMapping("/about/accessibility")
    String accessibility() {
        return "storefront/accessibility";
    }

    @ResponseBody
    @GetMapping("/about/ranking")
    ResponseEntity<Void> rankingByItsOtherName() {
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .location(URI.create("/how-ranking-works"))
                .build();
    }
}
