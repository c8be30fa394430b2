package market.tessera.document;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events of offerings for tests: as bare as they may be, or with what a test adds. */
public final class Offerings {
    public static final JsonMapper JSON = JsonMapper.shared();

    private Offerings() {}

    /** An offering of which nothing but the title is disclosed. */
    public static ObjectNode bare(String id) {
        var data = JSON.createObjectNode();
        data.put("id", id).put("slug", "slug-" + id).put("status", "published").put("edition", 1);
        data.putObject("provider")
                .put("id", "3f1c7f4e-6a3e-4f58-9a43-0d3f5f1f2a10")
                .put("slug", "nordkyst")
                .put("name", "Nordkyst University College")
                .put("country", "NO")
                .put("city", "Tromsø")
                .put("kind", "university")
                .put("hue", 188)
                .put("verified", true);
        data.putObject("elements").put("title", "Offshore wind: site assessment");
        data.putObject("provenance");
        data.putArray("intakes");
        data.put("completeness", 0.4);
        data.putArray("comparableIn");
        data.put("publishedAt", "2026-11-20T09:00:00Z").put("updatedAt", "2026-11-21T09:00:00Z");
        return data;
    }

    /** A bare offering with these elements (JSON, single quotes for double ones). */
    public static ObjectNode with(String id, String elements) {
        var data = bare(id);
        ((ObjectNode) data.path("elements")).setAll((ObjectNode) json(elements));
        return data;
    }

    public static ObjectNode complete(String id) {
        var data = with(id, """
                {'title': 'Offshore wind: site assessment', 'summary': 'Read wind data.',
                 'description': 'Before a **foundation** is drawn, [somebody](https://x.example) has to decide.\\n\\n- wake losses\\n- ice',
                 'outcomes': ['Interpret wind resource data'],
                 'skills': [{'label': 'Wind resource assessment'}],
                 'effort': {'hours': 50, 'weeks': 6, 'hoursPerWeek': 8},
                 'credit': {'framework': 'ECTS', 'points': 2, 'ects': 2},
                 'level': {'framework': 'NKR', 'value': '6.2', 'cycle': 'first'},
                 'assessment': [{'type': 'project'}, {'type': 'peer'}],
                 'participation': {'mode': 'online', 'synchronous': false},
                 'stackability': {'standalone': true, 'recognisedBy': ['BSc Renewable Energy']},
                 'languages': ['en', 'nb'],
                 'image': {'url': '/media/0a1b', 'alt': 'Two masts'},
                 'costs': [{'type': 'tuition', 'amount': 390000, 'currency': 'NOK', 'mandatory': true}],
                 'subjects': [{'scheme': 'ISCED-F', 'code': '0713', 'label': 'Electricity and energy'}],
                 'occupations': [{'scheme': 'ISCO-08', 'code': '2151', 'label': 'Electrical engineers'}],
                 'credential': {'type': 'digital-badge', 'name': 'Site assessor'},
                 'support': ['captions']}
                """);
        data.put("completeness", 0.92);
        data.withArray("comparableIn").add("eu-2022");
        data.set("intakes", json("""
                [{'id': '%1$s-spring', 'selfPaced': false, 'starts': '2027-02-01', 'ends': '2027-03-15', 'closes': '2027-01-20', 'seats': 30,
                  'mode': 'online', 'place': null, 'timeZone': 'Europe/Oslo', 'price': {'amount': 390000, 'currency': 'NOK'}}]
                """.formatted(id)));
        return data;
    }

    /** One that can be read, but has a number that the index does not take. */
    public static ObjectNode unindexable(String id) {
        return complete(id).put("completeness", 1e300);
    }

    public static ObjectNode changed(ObjectNode data, Consumer<ObjectNode> change) {
        var copy = data.deepCopy();
        change.accept(copy);
        return copy;
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    public static LoggedEvent published(ObjectNode data, long version) {
        return event("offering.published", data, version);
    }

    public static LoggedEvent event(String type, ObjectNode data, long version) {
        return new LoggedEvent(
                new Position("733", 42),
                UUID.randomUUID(),
                "/provider-portal",
                type,
                data.path("id").asString(),
                version,
                Instant.parse("2026-11-21T09:00:01Z"),
                data);
    }
}
