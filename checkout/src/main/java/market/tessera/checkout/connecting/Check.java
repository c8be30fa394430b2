package market.tessera.checkout.connecting;

import java.util.List;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * One thing that was tried, and what came of it.
 *
 * @param what key of its name
 * @param kind as statuses are coloured: {@code success}, {@code waiting} or {@code danger}
 * @param words what it means and what to do
 */
public record Check(String what, String kind, MessageSourceResolvable words) {
    public static Check good(String what) {
        return new Check(what, "success", words("connections.check." + what + ".good"));
    }

    /** It answers, and does not allow all that is needed. */
    public static Check lacking(String what, List<String> missing) {
        return new Check(what, "waiting", words("connections.check." + what + ".lacking", String.join(", ", missing)));
    }

    public static Check unknown(String what) {
        return new Check(what, "waiting", words("connections.check." + what + ".unknown"));
    }

    public static Check doubtful(String what, int status) {
        return new Check(what, "waiting", words("connections.check." + what + ".doubtful", status));
    }

    public static Check bad(String what, Unreachable failure) {
        return new Check(what, "danger", reason(failure.reason(), failure.detail()));
    }

    /** Why a system did not answer, in plain words. */
    static MessageSourceResolvable reason(Reason reason, String detail) {
        return words("connections.reason." + reason.key(), detail);
    }

    private static MessageSourceResolvable words(String key, Object... values) {
        return new DefaultMessageSourceResolvable(List.of(key).toArray(String[]::new), values);
    }
}
