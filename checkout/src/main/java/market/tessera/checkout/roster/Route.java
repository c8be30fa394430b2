package market.tessera.checkout.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands at a path: {@code *} is the id of something that is above it.
 *
 * @param condition on the rows {@code r} of the resource, with the ids as {@code id0} and {@code id1}
 * @param above what those ids are of: if one of them is not there, neither is what is below it
 */
record Route(String path, Resource resource, String condition, List<Resource> above) {
    private static final String IN_CLASS =
            "r.\"sourcedId\" in (select roster_user(e.provider, e.email, e.id) from enrollment e"
                    + " where e.provider = :provider and e.intake::text = :%s and e.state <> 'WITHDRAWN')";
    private static final String OF_USER = "r.\"sourcedId\" in (select e.intake::text from enrollment e"
            + " where e.provider = :provider and roster_user(e.provider, e.email, e.id) = :id0 and e.state <> 'WITHDRAWN')";
    private static final String ANY = "true";
    /** Whom the marketplace does not know: it has learners alone. */
    private static final String NOBODY = "false";

    private static final List<Route> ROSTERING = List.of(
            of("orgs", Resource.ORGS, ANY),
            of("schools", Resource.ORGS, ANY),
            of("academicSessions", Resource.TERMS, ANY),
            of("terms", Resource.TERMS, ANY),
            of("gradingPeriods", Resource.TERMS, NOBODY),
            of("courses", Resource.COURSES, ANY),
            of("classes", Resource.CLASSES, ANY),
            of("enrollments", Resource.ENROLLMENTS, ANY),
            of("users", Resource.USERS, ANY),
            of("students", Resource.USERS, ANY),
            of("teachers", Resource.USERS, NOBODY),
            of("demographics", Resource.DEMOGRAPHICS, ANY),
            of("schools/*/courses", Resource.COURSES, ANY, Resource.ORGS),
            of("schools/*/classes", Resource.CLASSES, ANY, Resource.ORGS),
            of("schools/*/enrollments", Resource.ENROLLMENTS, ANY, Resource.ORGS),
            of("schools/*/students", Resource.USERS, ANY, Resource.ORGS),
            of("schools/*/teachers", Resource.USERS, NOBODY, Resource.ORGS),
            of("schools/*/terms", Resource.TERMS, ANY, Resource.ORGS),
            of(
                    "schools/*/classes/*/enrollments",
                    Resource.ENROLLMENTS,
                    "r.class->>'sourcedId' = :id1",
                    Resource.ORGS,
                    Resource.CLASSES),
            of(
                    "schools/*/classes/*/students",
                    Resource.USERS,
                    IN_CLASS.formatted("id1"),
                    Resource.ORGS,
                    Resource.CLASSES),
            of("schools/*/classes/*/teachers", Resource.USERS, NOBODY, Resource.ORGS, Resource.CLASSES),
            of("courses/*/classes", Resource.CLASSES, "r.course->>'sourcedId' = :id0", Resource.COURSES),
            of("terms/*/classes", Resource.CLASSES, "r.terms->0->>'sourcedId' = :id0", Resource.TERMS),
            of("terms/*/gradingPeriods", Resource.TERMS, NOBODY, Resource.TERMS),
            of("classes/*/students", Resource.USERS, IN_CLASS.formatted("id0"), Resource.CLASSES),
            of("classes/*/teachers", Resource.USERS, NOBODY, Resource.CLASSES),
            of("students/*/classes", Resource.CLASSES, OF_USER, Resource.USERS),
            of("users/*/classes", Resource.CLASSES, OF_USER, Resource.USERS),
            of("teachers/*/classes", Resource.CLASSES, NOBODY, Resource.USERS));

    private static final List<Route> GRADEBOOK = List.of(
            of("categories", Resource.CATEGORIES, ANY),
            of("lineItems", Resource.LINE_ITEMS, ANY),
            of("results", Resource.RESULTS, ANY),
            of("classes/*/lineItems", Resource.LINE_ITEMS, "r.class->>'sourcedId' = :id0", Resource.CLASSES),
            of("classes/*/categories", Resource.CATEGORIES, ANY, Resource.CLASSES),
            of("classes/*/results", Resource.RESULTS, "r.class->>'sourcedId' = :id0", Resource.CLASSES),
            of(
                    "classes/*/lineItems/*/results",
                    Resource.RESULTS,
                    "r.class->>'sourcedId' = :id0 and r.\"lineItem\"->>'sourcedId' = :id1",
                    Resource.CLASSES,
                    Resource.LINE_ITEMS),
            of(
                    "classes/*/students/*/results",
                    Resource.RESULTS,
                    "r.class->>'sourcedId' = :id0 and r.student->>'sourcedId' = :id1",
                    Resource.CLASSES,
                    Resource.USERS));

    private static Route of(String path, Resource resource, String condition, Resource... above) {
        return new Route(path, resource, condition, List.of(above));
    }

    /**
     * Where a path leads.
     *
     * @param ids of what is above
     * @param single of one thing, where the path names it
     */
    record Found(Route route, List<String> ids, Optional<String> single) {}

    static Optional<Found> rostering(String path) {
        return find(ROSTERING, path);
    }

    static Optional<Found> gradebook(String path) {
        return find(GRADEBOOK, path);
    }

    private static Optional<Found> find(List<Route> routes, String path) {
        var parts = Arrays.asList(path.split("/", -1));
        return routes.stream().flatMap(route -> route.match(parts).stream()).findFirst();
    }

    /** The path itself, or at the top that of one thing in it. */
    private Optional<Found> match(List<String> parts) {
        var pattern = path.split("/", -1);
        var single = pattern.length == 1 && parts.size() == 2;
        if (parts.size() != pattern.length && !single) {
            return Optional.empty();
        }
        var ids = new ArrayList<String>();
        for (var index = 0; index < pattern.length; index++) {
            if (pattern[index].equals("*")) {
                ids.add(parts.get(index));
            } else if (!pattern[index].equals(parts.get(index))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Found(this, ids, single ? Optional.of(parts.get(1)) : Optional.empty()));
    }
}
