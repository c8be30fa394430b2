package market.tessera.storefront.api;

import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.SiteEntries;
import market.tessera.storefront.catalogue.SiteEntry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What crawlers ask for: where they may go, and every page worth their while. */
@Controller
class Crawlers {
    /** The protocol allows no more in one file. */
    private static final int MOST = 50_000;

    private final SiteEntries entries;
    private final String origin;

    Crawlers(SiteEntries entries, @Value("${tessera.public-url}") String origin) {
        this.entries = entries;
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
                Disallow: /portal
                Disallow: /compare
                Sitemap: %s/sitemap.xml
                """.formatted(origin);
    }

    @ResponseBody
    @GetMapping(path = "/sitemap.xml", produces = MediaType.APPLICATION_XML_VALUE)
    Mono<String> sitemap() {
        var pages =
                Flux.just("/", "/search", "/institutions", "/how-ranking-works").map(path -> new SiteEntry(path, null));
        return Flux.concat(pages, entries.all())
                .take(MOST)
                .map(this::url)
                .collect(Collectors.joining())
                .map("""
                <?xml version="1.0" encoding="UTF-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                %s</urlset>
                """::formatted);
    }

    private String url(SiteEntry entry) {
        var changed = entry.updated() == null ? "" : "<lastmod>" + entry.updated() + "</lastmod>";
        return "<url><loc>" + HtmlUtils.htmlEscape(origin + entry.path(), "UTF-8") + "</loc>" + changed + "</url>\n";
    }
}
