package market.tessera.checkout.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.sandbox.buyer.Browser;

/** A provider's student information system, and the page on which it was connected. */
final class StudentSystem {
    final Browser administrator;
    final String page;
    final Fetcher fetcher;

    private StudentSystem(Browser administrator, String page, Fetcher fetcher) {
        this.administrator = administrator;
        this.page = page;
        this.fetcher = fetcher;
    }

    static StudentSystem of(Course course, Shop shop) {
        var administrator = shop.administratorOf(course.provider());
        var pages = "/checkout/connections/" + course.provider();
        var page = administrator
                .post(pages, Map.of("kind", "ONEROSTER", "name", "Student system"))
                .block()
                .location();
        var made = administrator
                .post(page + "/keys", Map.of("purpose", "ONEROSTER"))
                .block();
        assertThat(made.status()).isEqualTo(200);
        administrator
                .post(pages + "/uses", Map.of("connection", page.substring(page.lastIndexOf('/') + 1)))
                .block();
        var values = Pattern.compile("<dt>(?:Client ID, or user name|Secret, or password)</dt><dd><code[^>]*>([^<]*)<")
                .matcher(made.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        return new StudentSystem(administrator, page, new Fetcher(values.getFirst(), values.getLast()));
    }
}
