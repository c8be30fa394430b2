package market.tessera.checkout.roster;

import java.util.Arrays;
import java.util.List;

/**
 * What can be read: a statement whose columns are the members of OneRoster's object, under their names there. It has the parameters
 * {@code provider}, whose data alone it shows, {@code rostering} and {@code gradebook}, the addresses that references begin with.
 */
enum Resource {
    ORGS("orgs", "org", """
            select p.id::text as "sourcedId", 'active' as status, roster_time(p.changed_at) as "dateLastModified", p.name,
              'school' as type, p.slug as identifier
            from offer_provider p where p.id = :provider
            """, "sourcedId status dateLastModified name type identifier"),
    TERMS(
            "academicSessions",
            "academicSession",
            """
            select roster_term(:provider, t.starts, t.ends) as "sourcedId", 'active' as status,
              roster_time(t.changed_at) as "dateLastModified",
              case when t.starts is null then 'Self-paced' else t.starts || ' to ' || t.ends end as title,
              coalesce(t.starts, date '2020-01-01')::text as "startDate", coalesce(t.ends, date '2099-12-31')::text as "endDate",
              'term' as type, to_char(coalesce(t.ends, date '2099-12-31'), 'YYYY') as "schoolYear"
            from (select i.starts, case when i.starts is not null then coalesce(i.ends, i.starts) end as ends,
                max(i.changed_at) as changed_at
              from offer_intake i join offer o on o.id = i.offer where o.provider = :provider group by 1, 2) t
            """,
            "sourcedId status dateLastModified title startDate endDate type schoolYear"),
    COURSES("courses", "course", """
            select o.id::text as "sourcedId",
              case when o.listed or o.id in (select e.offering from enrollment e where e.provider = :provider)
                then 'active' else 'tobedeleted' end as status,
              roster_time(o.changed_at) as "dateLastModified", o.title, o.slug as "courseCode",
              roster_ref(:rostering, 'orgs', 'org', o.provider::text) as org
            from offer o where o.provider = :provider
            """, "sourcedId status dateLastModified title courseCode org"),
    CLASSES(
            "classes",
            "class",
            """
            select i.id::text as "sourcedId",
              case when (o.listed and i.listed) or i.id in (select e.intake from enrollment e where e.provider = :provider)
                then 'active' else 'tobedeleted' end as status,
              roster_time(greatest(i.changed_at, o.changed_at)) as "dateLastModified",
              o.title || case when i.starts is null then '' else ' (' || i.starts || ')' end as title,
              o.slug || coalesce('-' || i.starts, '') as "classCode", 'scheduled' as "classType", i.place as location,
              roster_ref(:rostering, 'courses', 'course', o.id::text) as course,
              roster_ref(:rostering, 'orgs', 'org', o.provider::text) as school,
              jsonb_build_array(roster_ref(:rostering, 'academicSessions', 'academicSession',
                roster_term(o.provider, i.starts, i.ends))) as terms
            from offer_intake i join offer o on o.id = i.offer where o.provider = :provider
            """,
            "sourcedId status dateLastModified title classCode classType location course school terms"),
    USERS(
            "users",
            "user",
            """
            select u.id as "sourcedId", case when u.active then 'active' else 'tobedeleted' end as status,
              roster_time(u.changed_at) as "dateLastModified", 'true' as "enabledUser", u.email as username,
              coalesce(nullif(regexp_replace(u.name, '\\s*\\S+$', ''), ''), u.name) as "givenName",
              substring(u.name from '\\S+$') as "familyName", u.email,
              jsonb_build_array(jsonb_build_object('roleType', 'primary', 'role', 'student',
                'org', roster_ref(:rostering, 'orgs', 'org', cast(:provider as uuid)::text))) as roles,
              roster_ref(:rostering, 'orgs', 'org', cast(:provider as uuid)::text) as "primaryOrg"
            from (select roster_user(e.provider, e.email, e.id) as id, bool_or(e.state <> 'WITHDRAWN') as active,
                max(e.changed_at) as changed_at, (array_agg(btrim(e.name) order by e.requested_at desc))[1] as name,
                (array_agg(e.email order by e.requested_at desc))[1] as email
              from enrollment e where e.provider = :provider group by 1) u
            """,
            "sourcedId status dateLastModified enabledUser username givenName familyName email roles primaryOrg"),
    ENROLLMENTS(
            "enrollments",
            "enrollment",
            """
            select e.id::text as "sourcedId", case when e.state = 'WITHDRAWN' then 'tobedeleted' else 'active' end as status,
              roster_time(e.changed_at) as "dateLastModified",
              roster_ref(:rostering, 'users', 'user', roster_user(e.provider, e.email, e.id)) as "user",
              roster_ref(:rostering, 'classes', 'class', e.intake::text) as class,
              roster_ref(:rostering, 'orgs', 'org', e.provider::text) as school, 'student' as role,
              coalesce(i.starts, e.requested_at::date)::text as "beginDate", i.ends::text as "endDate"
            from enrollment e left join offer_intake i on i.id = e.intake where e.provider = :provider
            """,
            "sourcedId status dateLastModified user class school role beginDate endDate"),
    /** The marketplace keeps nothing of that kind. */
    DEMOGRAPHICS("demographics", "demographics", """
            select ''::text as "sourcedId", ''::text as status, ''::text as "dateLastModified" from enrollment e
            where e.provider = :provider and false
            """, "sourcedId status dateLastModified"),
    CATEGORIES("categories", "category", """
            select p.id || '-course' as "sourcedId", 'active' as status, roster_time(p.changed_at) as "dateLastModified",
              'Course result' as title, 100 as weight
            from offer_provider p where p.id = :provider
            """, "sourcedId status dateLastModified title weight"),
    LINE_ITEMS(
            "lineItems",
            "lineItem",
            """
            select i.id::text as "sourcedId", case when o.listed and i.listed
                or i.id in (select e.intake from enrollment e where e.provider = :provider)
                then 'active' else 'tobedeleted' end as status,
              roster_time(greatest(i.changed_at, o.changed_at)) as "dateLastModified", o.title,
              coalesce(i.starts, date '2020-01-01') || 'T00:00:00.000Z' as "assignDate",
              coalesce(i.ends, i.starts, date '2099-12-31') || 'T00:00:00.000Z' as "dueDate",
              roster_ref(:rostering, 'classes', 'class', i.id::text) as class,
              roster_ref(:rostering, 'orgs', 'org', o.provider::text) as school,
              roster_ref(:gradebook, 'categories', 'category', o.provider || '-course') as category,
              0 as "resultValueMin", 100 as "resultValueMax"
            from offer_intake i join offer o on o.id = i.offer where o.provider = :provider
            """,
            "sourcedId status dateLastModified title assignDate dueDate class school category resultValueMin resultValueMax"),
    RESULTS(
            "results",
            "result",
            """
            select coalesce(r.sourced_id, e.id::text) as "sourcedId", 'active' as status,
              roster_time(s.scored_at) as "dateLastModified",
              roster_ref(:gradebook, 'lineItems', 'lineItem', e.intake::text) as "lineItem",
              roster_ref(:rostering, 'users', 'user', roster_user(e.provider, e.email, e.id)) as student,
              roster_ref(:rostering, 'classes', 'class', e.intake::text) as class,
              case when s.grading = 'FULLY_GRADED' then 'fully graded' when s.activity in ('SUBMITTED', 'COMPLETED') then 'submitted'
                when s.given is not null then 'partially graded' else 'not submitted' end as "scoreStatus",
              round(s.given * 100 / nullif(s.maximum, 0), 4) as score,
              (s.scored_at at time zone 'UTC')::date::text as "scoreDate", s.comment
            from score s join enrollment e on e.id = s.enrollment left join roster_result r on r.enrollment = e.id
            where e.provider = :provider and s.item is null
            """,
            "sourcedId status dateLastModified lineItem student class scoreStatus score scoreDate comment");

    private static final List<String> NUMBERS = List.of("score", "weight", "resultValueMin", "resultValueMax");

    private final String plural;
    private final String singular;
    private final String sql;
    private final String fields;

    Resource(String plural, String singular, String sql, String fields) {
        this.plural = plural;
        this.singular = singular;
        this.sql = sql;
        this.fields = fields;
    }

    String plural() {
        return plural;
    }

    String singular() {
        return singular;
    }

    String sql() {
        return sql;
    }

    List<String> fields() {
        return Arrays.asList(fields.split(" ", -1));
    }

    boolean isNumber(String field) {
        return NUMBERS.contains(field);
    }
}
