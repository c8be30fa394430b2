package market.tessera.storefront.api;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import market.tessera.storefront.catalogue.SiteEntries;
import market.tessera.storefront.catalogue.SiteEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sitemaps, written as they are read. Too many offerings for one file are shared out by the first digits of their ids: which file an offering
 * is in never changes as long as their number does not grow sixteenfold, and nothing has to be counted to write one.
 */
@Component
@EnableConfigurationProperties(SitemapProperties.class)
class Sitemaps {
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final int AT_ONCE = 500;
    private static final int MOST_DIGITS = 4;
    /** Shares are not quite even, and grow between two looks at the index. */
    private static final double FULL = 0.8;

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final SiteEntries entries;
    private final int most;
    private final String origin;
    private final Mono<Map<String, LocalDate>> parts;

    Sitemaps(SiteEntries entries, SitemapProperties properties, @Value("${tessera.public-url}") String origin) {
        this.entries = entries;
        this.most = properties.most();
        this.origin = origin;
        this.parts = Mono.defer(this::share).cache(_ -> FRESH, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Flux<String> whole() {
        return parts.flatMapMany(shared -> shared.isEmpty() ? addresses(everything()) : index(shared));
    }

    Flux<String> pages() {
        return addresses(Flux.concat(ownPages(), entries.institutions(), entries.pathways()));
    }

    Flux<String> offerings(String beginning) {
        return addresses(entries.offerings(beginning));
    }

    /** Beginnings of ids by which the offerings are shared out; none while one file is enough. */
    private Mono<Map<String, LocalDate>> share() {
        return entries.count().flatMap(total -> {
            var digits = digits(total, most);
            return digits == 0
                    ? Mono.just(Map.of())
                    : entries.lastChanges(beginnings(digits)).map(TreeMap::new);
        });
    }

    /** How many digits of the ids tell apart parts that each fit into a file. */
    static int digits(long total, int most) {
        return IntStream.rangeClosed(0, MOST_DIGITS)
                .filter(digits -> total / Math.pow(16, digits) <= most * FULL)
                .findFirst()
                .orElse(MOST_DIGITS);
    }

    private static List<String> beginnings(int digits) {
        return IntStream.range(0, 1 << (4 * digits))
                .mapToObj(number -> ("%0" + digits + "x").formatted(number))
                .toList();
    }

    private Flux<SiteEntry> everything() {
        return Flux.concat(ownPages(), entries.institutions(), entries.pathways(), entries.offerings(""));
    }

    private static Flux<SiteEntry> ownPages() {
        return Flux.just("/", "/search", "/pathways", "/institutions", "/how-ranking-works", "/developers")
                .map(path -> new SiteEntry(path, null));
    }

    private Flux<String> addresses(Flux<SiteEntry> pages) {
        return document("urlset", pages.take(most).map(page -> entry("url", page.path(), page.updated())));
    }

    private Flux<String> index(Map<String, LocalDate> shared) {
        var offerings = Flux.fromIterable(shared.entrySet())
                .map(part -> entry("sitemap", "/sitemaps/offerings-%s.xml".formatted(part.getKey()), part.getValue()));
        return document("sitemapindex", offerings.startWith(entry("sitemap", "/sitemaps/pages.xml", null)));
    }

    private static Flux<String> document(String root, Flux<String> lines) {
        return lines.buffer(AT_ONCE)
                .map(some -> String.join("", some))
                .startWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"%s\">\n".formatted(root, NAMESPACE))
                .concatWithValues("</%s>\n".formatted(root));
    }

    private String entry(String element, String path, @Nullable LocalDate changed) {
        var address = HtmlUtils.htmlEscape(origin + path, "UTF-8");
        var day = changed == null ? "" : "<lastmod>" + changed + "</lastmod>";
        return "<%1$s><loc>%2$s</loc>%3$s</%1$s>\n".formatted(element, address, day);
    }
}
