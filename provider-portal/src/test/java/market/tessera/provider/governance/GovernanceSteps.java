package market.tessera.provider.governance;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.TestPeople.Cast;

/** What people do about offerings in tests, step by step. */
record GovernanceSteps(Cast cast, UUID institution) {

    String begin(Browser author, String title) {
        var editor = author.follow("/portal/offerings/new", "title", title, "provider", institution.toString());
        return editor.replace("/edit", "");
    }

    void act(Browser who, String offering, String deed, String... fields) {
        who.follow(
                offering + "/" + deed,
                Stream.concat(Stream.of("revision", revision(offering)), Stream.of(fields))
                        .toArray(String[]::new));
    }

    String revision(String offering) {
        return one("select revision::text from offering_draft where offering = :id", offering);
    }

    String state(String offering) {
        return one("select state from offering_draft where offering = :id", offering);
    }

    List<String> events(String offering) {
        return cast.database()
                .sql("select type from event_log where subject = :id order by id")
                .bind("id", id(offering).toString())
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }

    String one(String sql, String offering) {
        return cast.database()
                .sql(sql)
                .bind("id", id(offering))
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }

    static UUID id(String offering) {
        return UUID.fromString(offering.substring(offering.lastIndexOf('/') + 1));
    }
}
