package market.tessera.provider;

import java.util.Set;
import java.util.stream.Stream;
import market.tessera.provider.staff.Role;

/** All pages of the portal, and who may call which. */
final class Routes {
    static final Set<Role> WRITERS = Set.of(Role.AUTHOR, Role.ADMINISTRATOR);
    static final Set<Role> PUBLISHERS = Set.of(Role.APPROVER, Role.ADMINISTRATOR);
    static final Set<Role> REVIEWERS = Set.of(Role.REVIEWER, Role.APPROVER);
    static final Set<Role> READERS = Set.of(Role.AUTHOR, Role.FINANCE, Role.ADMINISTRATOR);
    static final Set<Role> ADMINISTRATORS = Set.of(Role.ADMINISTRATOR);
    static final Set<Role> VOICES = Set.of(Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR, Role.MEMBER);
    static final Set<Role> ALL = Set.of(Role.values());

    private Routes() {}

    /** What a route needs; {@code {provider}} is the institution and {@code {id}} an offering of it. */
    record Route(String method, String path, Set<Role> allowed) {
        static Route get(String path, Set<Role> allowed) {
            return new Route("GET", path, allowed);
        }

        static Route post(String path, Set<Role> allowed) {
            return new Route("POST", path, allowed);
        }

        boolean ofAnInstitution() {
            return path.contains("{") && !path.contains("{template}");
        }
    }

    static Stream<Route> routes() {
        return Stream.of(
                Route.get("/portal", ALL),
                Route.get("/portal/account", ALL),
                Route.post("/portal/account/password", ALL),
                Route.post("/portal/workplace", ALL),
                Route.get("/portal/needs", ALL),
                Route.post("/portal/needs", WRITERS),
                Route.post("/portal/needs/searches", WRITERS),
                Route.post("/portal/needs/{need}/dismiss", WRITERS),
                Route.post("/portal/needs/{need}/reopen", WRITERS),
                Route.get("/portal/account/second-factor", ALL),
                Route.post("/portal/account/second-factor", ALL),
                Route.post("/portal/account/second-factor/codes", ALL),
                Route.post("/portal/account/second-factor/remove", ALL),
                Route.get("/portal/settings/{provider}/verification", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/verification", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/single-sign-on", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/single-sign-on/try", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on/rule", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on/forget", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/single-sign-on/remove", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/details", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/details", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/shopfront", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/shopfront", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/shopfront/logo", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/shopfront/logo", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/shopfront/logo/remove", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/schools", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools/leave", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools/{school}/confirm", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/schools/{school}/end", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/webhooks", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks/{webhook}/remove", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks/{webhook}/test", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/webhooks/deliveries/{delivery}/replay", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/team", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/invitations/{invitation}/resend", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/invitations/{invitation}/withdraw", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/people/{person}/roles", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/people/{person}/remove", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/team/people/{person}/reset-second-factor", ADMINISTRATORS),
                Route.get("/portal/offerings", ALL),
                Route.get("/portal/reviews", ALL),
                Route.post("/portal/reviews", ALL),
                Route.get("/portal/insight", ALL),
                Route.get("/portal/insight/{id}", ALL),
                Route.post("/portal/markdown", ALL),
                Route.get("/portal/settings/{provider}/keys", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/keys", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/keys/{key}/revoke", ADMINISTRATORS),
                Route.get("/portal/settings/{provider}/reviews", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/reviews", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/reviews/imports", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/reviews/cycle", ADMINISTRATORS),
                Route.post("/portal/offerings/{id}/retirement", PUBLISHERS),
                Route.post("/portal/offerings/{id}/retirement/cancel", PUBLISHERS),
                Route.post("/portal/offerings/{id}/reviewed", PUBLISHERS),
                Route.post("/portal/offerings/{id}/duplicate", WRITERS),
                Route.post("/portal/offerings/{id}/template", WRITERS),
                Route.post("/portal/templates/{template}/remove", WRITERS),
                Route.get("/portal/settings/{provider}/review-roles", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/review-roles", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/review-roles/{role}", ADMINISTRATORS),
                Route.post("/portal/settings/{provider}/review-roles/{role}/remove", ADMINISTRATORS),
                Route.get("/portal/account/absence", ALL),
                Route.post("/portal/account/absence", ALL),
                Route.post("/portal/account/absence/end", ALL),
                Route.post("/portal/offerings/{id}/stand-in", ADMINISTRATORS),
                Route.get("/portal/offerings/{id}/files", WRITERS),
                Route.post("/portal/offerings/{id}/files/picture", WRITERS),
                Route.post("/portal/offerings/{id}/files/picture/remove", WRITERS),
                Route.get("/portal/offerings/{id}/documents", WRITERS),
                Route.post("/portal/offerings/{id}/documents", WRITERS),
                Route.get("/portal/settings/{provider}/history.csv", ADMINISTRATORS),
                Route.get("/portal/offerings/{id}/history.csv", ALL),
                Route.get("/portal/offerings/{id}/versions", ALL),
                Route.get("/portal/offerings/{id}/intakes.ics", ALL),
                Route.post("/portal/offerings/{id}/comments", VOICES),
                Route.post("/portal/offerings/{id}/comments/{comment}/settle", VOICES),
                Route.get("/portal/imports", WRITERS),
                Route.post("/portal/imports", WRITERS),
                Route.get("/portal/imports/mappings", WRITERS),
                Route.post("/portal/imports/mappings", WRITERS),
                Route.get("/portal/imports/mappings/{mapping}", WRITERS),
                Route.post("/portal/imports/mappings/{mapping}", WRITERS),
                Route.get("/portal/imports/mappings/{mapping}/file.yml", WRITERS),
                Route.post("/portal/imports/mappings/{mapping}/remove", WRITERS),
                Route.get("/portal/exports/{provider}", ALL),
                Route.get("/portal/exports/{provider}/{file}", ALL),
                Route.get("/portal/imports/sources", WRITERS),
                Route.post("/portal/imports/sources", WRITERS),
                Route.get("/portal/imports/sources/{source}", WRITERS),
                Route.post("/portal/imports/sources/{source}", WRITERS),
                Route.post("/portal/imports/sources/{source}/fetch", WRITERS),
                Route.post("/portal/imports/sources/{source}/remove", WRITERS),
                Route.get("/portal/imports/{import}", WRITERS),
                Route.get("/portal/imports/{import}/rows.csv", WRITERS),
                Route.get("/portal/imports/{import}/rejected.csv", WRITERS),
                Route.get("/portal/imports/{import}/vanished", Set.of(Role.AUTHOR, Role.APPROVER, Role.ADMINISTRATOR)),
                Route.post("/portal/imports/{import}/vanished", PUBLISHERS),
                Route.get("/portal/skills", ALL),
                Route.get("/portal/pathways", ALL),
                Route.post("/portal/pathways", WRITERS),
                Route.get("/portal/pathways/{pathway}", ALL),
                Route.get("/portal/pathways/{pathway}/history.csv", ALL),
                Route.get("/portal/pathways/{pathway}/edit", WRITERS),
                Route.post("/portal/pathways/{pathway}/edit", WRITERS),
                Route.post("/portal/pathways/{pathway}/propose", WRITERS),
                Route.post("/portal/pathways/{pathway}/take-back", WRITERS),
                Route.post("/portal/pathways/{pathway}/reopen", WRITERS),
                Route.post("/portal/pathways/{pathway}/discard", WRITERS),
                Route.post("/portal/pathways/{pathway}/publish", PUBLISHERS),
                Route.post("/portal/pathways/{pathway}/unschedule", PUBLISHERS),
                Route.post("/portal/pathways/{pathway}/stand-in", ADMINISTRATORS),
                Route.post("/portal/pathways/{pathway}/comments", VOICES),
                Route.post("/portal/pathways/{pathway}/comments/{comment}/settle", VOICES),
                Route.post("/portal/pathways/{pathway}/retire", PUBLISHERS),
                Route.get("/portal/offerings/bulk", WRITERS),
                Route.post("/portal/offerings/bulk/preview", WRITERS),
                Route.post("/portal/offerings/bulk/apply", WRITERS),
                Route.get("/portal/offerings/new", WRITERS),
                Route.post("/portal/offerings/new", WRITERS),
                Route.get("/portal/enrollments", READERS),
                Route.get("/portal/enrollments.csv", READERS),
                Route.post("/portal/enrollments/{id}/completion", WRITERS),
                Route.post("/portal/enrollments/{id}/completion/withdrawal", WRITERS),
                Route.get("/portal/offerings/{id}", ALL),
                Route.get("/portal/offerings/{id}/preview", ALL),
                Route.get("/portal/offerings/{id}/edit", WRITERS),
                Route.post("/portal/offerings/{id}/edit", WRITERS),
                Route.post("/portal/offerings/{id}/edit/autosave", WRITERS),
                Route.get("/portal/offerings/{id}/intakes", WRITERS),
                Route.post("/portal/offerings/{id}/intakes", WRITERS),
                Route.post("/portal/offerings/{id}/discard", WRITERS),
                Route.post("/portal/offerings/{id}/catch-up", WRITERS),
                Route.post("/portal/offerings/{id}/retire", PUBLISHERS));
    }

    /** Routes whose refusals depend on the state of a draft; they are called with the draft in that state. */
    static Stream<Route> deeds() {
        return Stream.of(
                Route.post("/portal/pathways/{pathway}/approve", REVIEWERS),
                Route.post("/portal/pathways/{pathway}/request-changes", REVIEWERS),
                Route.post("/portal/offerings/{id}/approve", REVIEWERS),
                Route.post("/portal/offerings/{id}/request-changes", REVIEWERS),
                Route.post("/portal/offerings/{id}/take-back", WRITERS),
                Route.post("/portal/offerings/{id}/propose", WRITERS),
                Route.post("/portal/offerings/{id}/correct", WRITERS),
                Route.post("/portal/offerings/{id}/reopen", WRITERS),
                Route.post("/portal/offerings/{id}/publish", PUBLISHERS),
                Route.post("/portal/offerings/{id}/unschedule", PUBLISHERS));
    }

    static final Set<String> OF_EVERYBODY = Set.of(
            "GET /portal/sign-in",
            "POST /portal/sign-in",
            "POST /portal/sign-out",
            "GET /portal/sign-in/forgotten",
            "POST /portal/sign-in/forgotten",
            "GET /portal/sign-in/new-password",
            "POST /portal/sign-in/new-password",
            "GET /portal/sign-in/institution",
            "POST /portal/sign-in/institution",
            "GET /portal/sign-in/at/{slug}",
            "GET /portal/sign-in/at/{slug}/go",
            "GET /portal/sign-in/at/{slug}/back",
            "GET /portal/sign-in/code",
            "POST /portal/sign-in/code",
            "GET /portal/sign-in/second-factor",
            "POST /portal/sign-in/second-factor",
            "GET /portal/join",
            "POST /portal/join",
            "GET /portal/ask/{slug}",
            "POST /portal/ask/{slug}",
            "GET /portal/apply",
            "POST /portal/apply",
            "GET /portal/apply/confirm",
            "POST /portal/apply/confirm");

    static final Set<String> OF_THE_OPERATOR = Set.of(
            "GET /portal/providers",
            "GET /portal/providers/{id}",
            "POST /portal/providers/{id}/verify",
            "POST /portal/providers/{id}/ask",
            "POST /portal/providers/{id}/refuse",
            "POST /portal/providers/{id}/suspend",
            "GET /portal/takedowns",
            "POST /portal/takedowns",
            "POST /portal/takedowns/{id}/lift",
            "GET /portal/operators",
            "POST /portal/operators",
            "POST /portal/operators/invitations/{invitation}/resend",
            "POST /portal/operators/invitations/{invitation}/withdraw",
            "POST /portal/operators/people/{person}/roles",
            "POST /portal/operators/people/{person}/remove",
            "POST /portal/operators/people/{person}/reset-second-factor");
}
