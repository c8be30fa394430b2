package market.tessera.provider.catalogue;

/**
 * An offering's whole public state as the database makes it, just as {@code docs/events.md} promises it in {@code offering.published} and
 * {@code offering.withdrawn}: of an offering {@code o}, a version of it {@code v} and its provider {@code p}, which is {@link #PROVIDER}.
 */
final class ToldOffering {
    /** Of a row {@code p} of providers; to be followed by which. */
    static final String PROVIDER = """
            select p.id, p.verified_at is not null as verified,
              json_object(
                'id' value p.id, 'slug' value p.slug, 'name' value p.profile ->> 'name', 'country' value p.profile ->> 'country',
                'region' value p.profile ->> 'region', 'city' value p.profile ->> 'city', 'url' value p.profile ->> 'url',
                'kind' value p.profile ->> 'kind',
                'hue' value tile_hue(p.id, coalesce((p.shopfront ->> 'hue')::int, (p.profile ->> 'hue')::int)),
                'verified' value (p.verified_at is not null)
                absent on null returning jsonb) as summary
            from provider p
            """;

    /** Intakes as the tables have them. */
    static final String STORED = "intake i where i.offering = o.id and i.closed_at is null";

    /** What every learner has to pay in all, as {@code offering.Cost} adds it up. */
    private static final String TOTAL = """
            (select jsonb_build_object('amount', sum((c ->> 'amount')::bigint), 'currency', min(c ->> 'currency'))
             from jsonb_array_elements(v.elements -> 'costs') c where c -> 'mandatory' is distinct from 'false'::jsonb
             having min(c ->> 'currency') = max(c ->> 'currency'))
            """;

    private static final String STATUS = "case when p.verified then o.status else 'withdrawn' end";

    private ToldOffering() {}

    /**
     * What is told of it.
     *
     * @param intakes what to read them from: rows {@code i} with the columns of the table
     */
    static String data(String intakes) {
        return """
                json_object(
                  'id' value o.id, 'slug' value o.slug, 'status' value %s, 'edition' value o.edition, 'provider' value p.summary,
                  'elements' value v.elements, 'provenance' value v.provenance, 'intakes' value %s,
                  'completeness' value v.completeness, 'comparableIn' value v.comparable_in,
                  'source' value case when o.source is not null then jsonb_build_object('name', o.source, 'externalId', o.external_id) end,
                  'publishedAt' value %s, 'updatedAt' value %s
                  absent on null returning jsonb)
                """.formatted(STATUS, all(intakes), instant("o.published_at"), instant("o.updated_at"));
    }

    private static String all(String intakes) {
        return """
                coalesce((
                  select jsonb_agg(json_object(
                      'id' value i.id, 'externalId' value i.external_id, 'selfPaced' value i.self_paced, 'starts' value i.starts, 'ends' value i.ends,
                      'closes' value i.closes, 'seats' value i.seats, 'waitlist' value nullif(i.waitlist, false), 'mode' value i.mode,
                      'place' value i.place, 'timeZone' value i.time_zone, 'price' value coalesce(i.price, %s),
                      'teachers' value nullif(i.teachers, '{}')
                      absent on null returning jsonb) order by i.starts nulls first, i.id)
                  from %s), '[]')
                """.formatted(TOTAL, intakes);
    }

    /** The columns that {@code EventLog} appends. */
    static String event(String intakes) {
        return """
                'offering.' || %s as type, o.id::text as subject, o.log_version as version, %s as data
                """.formatted(STATUS, data(intakes));
    }

    /** RFC 3339 in UTC, whatever the connection's time zone is. */
    private static String instant(String time) {
        return "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')".formatted(time);
    }
}
