package market.tessera.checkout.lti;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a tool may be allowed to do with line items (LTI Advantage, Assignment and Grade Services 2.0). */
public enum AgsScope {
    LINE_ITEM_READ("lineitem.readonly"),
    SCORE("score"),
    RESULT_READ("result.readonly");

    private final String uri;

    AgsScope(String name) {
        this.uri = "https://purl.imsglobal.org/spec/lti-ags/scope/" + name;
    }

    public String uri() {
        return uri;
    }

    public static Optional<AgsScope> of(String uri) {
        return Arrays.stream(values()).filter(scope -> scope.uri.equals(uri)).findFirst();
    }

    static List<String> uris() {
        return Arrays.stream(values()).map(AgsScope::uri).toList();
    }
}
