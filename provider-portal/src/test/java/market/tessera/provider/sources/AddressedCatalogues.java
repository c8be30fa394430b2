package market.tessera.provider.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.imports.OtherSite;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An institution whose catalogue lies at an address. */
@PortalTest
abstract class AddressedCatalogues {
    static final String COURSE = """
            <html><script type="application/ld+json">
            {"@type": "Course", "url": "https://nordkyst.example/%s", "name": "%s"}
            </script></html>""";

    @Autowired
    Cast cast;

    final OtherSite site = new OtherSite();
    UUID nordkyst;
    Browser author;
    String mail;

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
        var person = cast.person("Ane Author", nordkyst, Role.AUTHOR);
        mail = person.email();
        author = cast.signedIn(person);
    }

    @AfterEach
    void closed() {
        site.close();
    }

    String add(String address, String format, String every) {
        return add(address, format, every, "site");
    }

    String add(String address, String format, String every, String name) {
        return author.follow("/portal/imports/sources", fields(address, format, name, every));
    }

    String[] fields(String address, String format, String name, String every) {
        return new String[] {
            "provider",
            nordkyst.toString(),
            "address",
            address,
            "format",
            format,
            "name",
            name,
            "every",
            every,
            "changes",
            "usual",
            "token",
            "s3cret"
        };
    }

    /** When what was found is imported, and what is to come next is known. */
    void imported(int offerings) {
        await().untilAsserted(() -> assertThat(
                        cast.count("select count(*) from offering where provider = :id::uuid", nordkyst.toString()))
                .isEqualTo(offerings));
        await().until(() -> cast.count("""
                        select (select count(*) from import_source where provider = :id::uuid and taken_until is not null)
                          + (select count(*) from import_job where provider = :id::uuid and status in ('waiting', 'running'))
                        """, nordkyst.toString()) == 0);
    }

    String seen(String page, String words) {
        await().atMost(Duration.ofMinutes(3)).until(() -> author.page(page).contains(words));
        return author.page(page);
    }
}
