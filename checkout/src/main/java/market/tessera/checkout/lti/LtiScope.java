package market.tessera.checkout.lti;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a tool may be allowed to do (LTI Advantage: Assignment and Grade Services 2.0, Names and Role Provisioning Services 2.0). */
public enum LtiScope {
    LINE_ITEM("lti-ags/scope/lineitem"),
    LINE_ITEM_READ("lti-ags/scope/lineitem.readonly"),
    SCORE("lti-ags/scope/score"),
    RESULT_READ("lti-ags/scope/result.readonly"),
    MEMBERSHIP_READ("lti-nrps/scope/contextmembership.readonly");

    private static final String SPECIFICATIONS = "https://purl.imsglobal.org/spec/";

    private final String uri;

    LtiScope(String path) {
        this.uri = SPECIFICATIONS + path;
    }

    public String uri() {
        return uri;
    }

    public static Optional<LtiScope> of(String uri) {
        return Arrays.stream(values()).filter(scope -> scope.uri.equals(uri)).findFirst();
    }

    public static List<String> uris() {
        return Arrays.stream(values()).map(LtiScope::uri).toList();
    }

    /** Those of Assignment and Grade Services. */
    public static List<String> gradeUris() {
        return uris().stream().filter(uri -> uri.contains("/lti-ags/")).toList();
    }
}
