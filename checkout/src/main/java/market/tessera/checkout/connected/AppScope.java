package market.tessera.checkout.connected;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What an application may be allowed (Open Badges 3.0, section 7). */
enum AppScope {
    READ_CREDENTIALS("credential.readonly"),
    ADD_CREDENTIALS("credential.upsert"),
    READ_PROFILE("profile.readonly"),
    CHANGE_PROFILE("profile.update"),
    /** To be given a new token without the learner being asked again (OpenID Connect Core, section 11). */
    OFFLINE("offline_access");

    private static final String BASE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/";

    private final String word;

    AppScope(String word) {
        this.word = word;
    }

    String uri() {
        return this == OFFLINE ? word : BASE + word;
    }

    /** The last part of the key of its words. */
    public String key() {
        return word;
    }

    /** Those that a request names, in whatever order; what is not known here is left out. */
    static Set<AppScope> of(String text) {
        var names = Set.copyOf(new TreeSet<>(Arrays.asList(text.strip().split("\\s+", -1))));
        return Arrays.stream(values())
                .filter(scope -> names.contains(scope.uri()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AppScope.class)));
    }

    static String text(Collection<AppScope> scopes) {
        return scopes.stream().map(AppScope::uri).collect(Collectors.joining(" "));
    }

    static String[] names(Collection<AppScope> scopes) {
        return scopes.stream().map(Enum::name).toArray(String[]::new);
    }

    static Set<AppScope> of(String[] names) {
        return Arrays.stream(names)
                .map(AppScope::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AppScope.class)));
    }
}
