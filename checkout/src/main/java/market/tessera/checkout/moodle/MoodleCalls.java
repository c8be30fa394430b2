package market.tessera.checkout.moodle;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Outbound.Answer;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Functions of a Moodle, by its REST protocol (docs.moodle.org, "Creating a web service client"). The token goes in the body, so that it
 * is in nobody's log of addresses. An error comes with status 200, and an {@code exception} in the answer.
 */
@Component
class MoodleCalls {
    private static final int LONGEST_WORDS = 160;

    private final Outbound outbound;
    private final JsonMapper json;

    MoodleCalls(Outbound outbound, JsonMapper json) {
        this.outbound = outbound;
        this.json = json;
    }

    /** @return errors with {@link Unreachable}, whose detail begins with Moodle's {@code errorcode} where it has refused */
    Mono<JsonNode> call(Moodle moodle, String function, Map<String, String> arguments) {
        var form = Stream.concat(
                        Map.of("wstoken", moodle.token(), "wsfunction", function, "moodlewsrestformat", "json")
                                .entrySet()
                                .stream(),
                        arguments.entrySet().stream())
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return outbound.post(
                        server(moodle.address()),
                        headers -> headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED),
                        form)
                .map(this::read);
    }

    private JsonNode read(Answer answer) {
        if (!answer.isGood()) {
            throw new Unreachable(Reason.STATUS, Integer.toString(answer.status()), null);
        }
        try {
            var read = json.readTree(answer.body());
            if (read.has("exception")) {
                throw refused(read);
            }
            return read;
        } catch (JacksonException malformed) {
            throw new Unreachable(Reason.MALFORMED, "", malformed);
        }
    }

    private static Unreachable refused(JsonNode error) {
        var words = error.path("errorcode").asString("") + ": "
                + error.path("message").asString("");
        return new Unreachable(
                Reason.REFUSED, words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words, null);
    }

    static boolean is(Unreachable failure, String errorcode) {
        return failure.reason() == Reason.REFUSED && failure.detail().startsWith(errorcode + ":");
    }

    private static URI server(URI address) {
        return URI.create(address.toString().replaceAll("/+$", "") + "/webservice/rest/server.php");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
