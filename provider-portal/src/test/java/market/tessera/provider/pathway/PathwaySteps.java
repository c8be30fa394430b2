package market.tessera.provider.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
abstract class PathwaySteps {
    static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    Cast cast;

    @Autowired
    MovableClock clock;

    UUID nordkyst;
    Browser author;
    Browser reviewer;
    Browser approver;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        approver = cast.signedIn(cast.person("Petra Approver", nordkyst, Role.APPROVER));
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    String begin(String title) {
        return begin(nordkyst, title, author);
    }

    String begin(UUID institution, String title) {
        var their = cast.signedIn(cast.person("Somebody", institution, Role.AUTHOR));
        return id(begin(institution, title, their)).toString();
    }

    static String begin(UUID institution, String title, Browser who) {
        return who.follow("/portal/pathways", "title", title, "provider", institution.toString())
                .replace("/edit", "");
    }

    String inReview(String title) {
        var pathway = begin(title);
        write(pathway, "offering", published(nordkyst, "First"), "offering", published(nordkyst, "Second"));
        act(author, pathway, "propose");
        return pathway;
    }

    void write(String pathway, String... fields) {
        edit(author, pathway, fields);
    }

    void edit(Browser who, String pathway, String... fields) {
        assertThat(edited(who, pathway, fields)).isEqualTo(303);
    }

    int edited(Browser who, String pathway, String... fields) {
        return who.post(pathway + "/edit", whole(pathway, fields))
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    /** With what the form has in it anyway. */
    String[] whole(String pathway, String... fields) {
        var all = new ArrayList<>(List.of("revision", revision(pathway)));
        var names = Stream.iterate(0, at -> at < fields.length, at -> at + 2)
                .map(at -> fields[at])
                .toList();
        if (!names.contains("title")) {
            all.addAll(List.of(
                    "title",
                    one(
                            "select coalesce(d.content, v.content) ->> 'title' from pathway w left join pathway_draft d on d.pathway = w.id left join pathway_version v on v.pathway = w.id where w.id = :id limit 1",
                            pathway)));
        }
        if (!names.contains("rule.type")) {
            all.addAll(List.of("rule.type", "allOf"));
        }
        if (!names.contains("offering") && !names.contains("pathway")) {
            parts(pathway).forEach(part -> all.addAll(List.of("offering", part)));
        }
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }

    void act(Browser who, String pathway, String deed, String... fields) {
        who.follow(
                pathway + "/" + deed,
                Stream.concat(Stream.of("revision", revision(pathway)), Stream.of(fields))
                        .toArray(String[]::new));
    }

    String published(UUID institution, String title) {
        return offering(institution, "{\"title\": \"%s\"}".formatted(title));
    }

    String published(UUID institution, String title, int ects) {
        return offering(
                institution,
                "{\"title\": \"%s\", \"credit\": {\"framework\": \"ECTS\", \"points\": %d}}".formatted(title, ects));
    }

    String offering(UUID institution, String elements) {
        var id = UUID.randomUUID();
        cast.database()
                .sql("""
                        with made as (insert into offering (id, provider, slug) values (:id, :provider, :slug)),
                        told as (insert into offering_version (offering, edition, elements, completeness, comparable_in, published_by)
                          values (:id, 1, :elements::jsonb, 0, '{}', 'test'))
                        select 1
                        """)
                .bind("id", id)
                .bind("provider", institution)
                .bind("slug", "o-" + id)
                .bind("elements", elements)
                .then()
                .then(cast.database()
                        .sql(
                                "update offering set status = 'published', edition = 1, published_at = now() where id = :id")
                        .bind("id", id)
                        .then())
                .block();
        return id.toString();
    }

    String unpublished(String title) {
        return author.follow("/portal/offerings/new", "title", title, "provider", nordkyst.toString())
                .replaceAll("/portal/offerings/|/edit", "");
    }

    List<String> parts(String pathway) {
        return cast.database()
                .sql("""
                        select jsonb_array_elements_text(coalesce(d.content, v.content) -> 'offerings') as part
                        from pathway w left join pathway_draft d on d.pathway = w.id left join pathway_version v on v.pathway = w.id and v.edition = w.edition
                        where w.id = :id
                        """)
                .bind("id", id(pathway))
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }

    String revision(String pathway) {
        return one(
                "select coalesce((select revision from pathway_draft where pathway = :id), 0)::text from pathway where id = :id",
                pathway);
    }

    String state(String pathway) {
        return one("select state from pathway_draft where pathway = :id", pathway);
    }

    /** What the log has told of it last. */
    JsonNode told(String pathway) {
        return json(cast.database()
                .sql("select data::text from event_log where subject = :id order by id desc limit 1")
                .bind("id", id(pathway).toString())
                .map(row -> row.get(0, String.class))
                .one()
                .block());
    }

    String one(String sql, String pathway) {
        return cast.database()
                .sql(sql)
                .bind("id", id(pathway))
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static UUID id(String pathway) {
        return UUID.fromString(pathway.substring(pathway.lastIndexOf('/') + 1));
    }
}
