package market.tessera.storefront.about;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;

/** Pages of words only. */
@Controller
class AboutPages {
    /** Those that stand on an offering's page, in the order in which they stand there; each has a text in the messages. */
    private static final List<String> WORDS = List.of(
            "micro-credential",
            "offering",
            "verified",
            "comparable",
            "cost",
            "effort",
            "level",
            "eqf",
            "credit",
            "ects",
            "us-credit",
            "intake",
            "mode",
            "assessment",
            "recognition",
            "quality",
            "derived",
            "undisclosed",
            "pathway",
            "badge",
            "wallet");

    private static final Map<String, String> WAYS = ways();
    private static final Pattern ADDRESS = Pattern.compile("<([^<>]+)>");

    private final String contact;
    private final List<String> operator;

    /**
     * @param from what the mails come from: who answers one is read, so it is also where to write to
     * @param operatedBy name, address and register of whoever runs the marketplace, between semicolons; empty where nobody has said
     */
    AboutPages(@Value("${tessera.mail.from}") String from, @Value("${storefront.operated-by}") String operatedBy) {
        var address = ADDRESS.matcher(from);
        this.contact = address.find() ? address.group(1) : from.strip();
        this.operator = Stream.of(operatedBy.split(";"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Map<String, String> ways() {
        var ways = new LinkedHashMap<String, String>();
        ways.put("course", "/institutions");
        ways.put("order", "/orders");
        ways.put("learning", "/learning");
        ways.put("account", "/account/forgot");
        ways.put("badge", "/verify");
        ways.put("words", "/about/words");
        return ways;
    }

    @ModelAttribute("contact")
    String contact() {
        return contact;
    }

    @ModelAttribute("operator")
    List<String> operator() {
        return operator;
    }

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

    @GetMapping("/about/words")
    Rendering words() {
        return Rendering.view("storefront/words").modelAttribute("terms", WORDS).build();
    }

    @GetMapping("/about/help")
    Rendering help() {
        return Rendering.view("storefront/help").modelAttribute("ways", WAYS).build();
    }

    @ResponseBody
    @GetMapping("/about/ranking")
    ResponseEntity<Void> rankingByItsOtherName() {
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .location(URI.create("/how-ranking-works"))
                .build();
    }
}
