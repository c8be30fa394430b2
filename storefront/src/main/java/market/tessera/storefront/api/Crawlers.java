package market.tessera.storefront.api;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import reactor.core.publisher.Flux;

/** What crawlers ask for: where they may go, and every page worth their while. */
@Controller
class Crawlers {
    private final Sitemaps sitemaps;
    private final String origin;

    Crawlers(Sitemaps sitemaps, @Value("${tessera.public-url}") String origin) {
        this.sitemaps = sitemaps;
        this.origin = origin;
    }

    @ResponseBody
    @GetMapping(path = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    String robots() {
        return """
                User-agent: *
                Disallow: /account
                Disallow: /basket
                Disallow: /checkout
                Disallow: /orders
                Disallow: /learning
                Disallow: /waitlist
                Disallow: /portal
                Disallow: /compare
                Sitemap: %s/sitemap.xml
                """.formatted(origin);
    }

    /** One file of all addresses or, when they are too many for one, an index of files. */
    @ResponseBody
    @GetMapping(path = "/sitemap.xml", produces = MediaType.APPLICATION_XML_VALUE)
    Flux<String> sitemap() {
        return sitemaps.whole();
    }

    @ResponseBody
    @GetMapping(path = "/sitemaps/pages.xml", produces = MediaType.APPLICATION_XML_VALUE)
    Flux<String> pages() {
        return sitemaps.pages();
    }

    @ResponseBody
    @GetMapping(path = "/sitemaps/offerings-{beginning:[0-9a-f]{1,4}}.xml", produces = MediaType.APPLICATION_XML_VALUE)
    Flux<String> offerings(@PathVariable String beginning) {
        return sitemaps.offerings(beginning);
    }
}
