package market.tessera.checkout.connecting.setup;

import static market.tessera.platform.page.TypedText.text;

import com.nimbusds.jose.jwk.JWKSet;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.lti.KeySource;
import market.tessera.checkout.lti.KeySource.Published;
import market.tessera.checkout.lti.KeySource.Typed;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.platform.outbound.Outbound;
import org.jspecify.annotations.Nullable;

/**
 * A tool as it was typed.
 *
 * @param redirects one address a line
 * @param keys where the tool publishes none
 * @param pass in percent
 */
record ToolForm(
        @Nullable String login,
        @Nullable String redirects,
        @Nullable String launch,
        @Nullable String jwks,
        @Nullable String keys,
        @Nullable String deployment,
        @Nullable String pass) {
    private static final int MOST_REDIRECTS = 20;
    private static final int LONGEST_DEPLOYMENT = 255;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    static ToolForm blank() {
        return new ToolForm("", "", "", "", "", "1", "50");
    }

    static ToolForm of(LtiTool tool) {
        var keys = tool.keys();
        return new ToolForm(
                tool.loginUrl().toString(),
                tool.redirectUris().stream().map(URI::toString).collect(Collectors.joining("\n")),
                tool.targetLinkUri().toString(),
                keys instanceof Published(var address) ? address.toString() : "",
                keys instanceof Typed(var set) ? set : "",
                tool.deploymentId(),
                tool.passMark().multiply(HUNDRED).stripTrailingZeros().toPlainString());
    }

    /** What the form comes to. */
    sealed interface Read {
        record Sound(LtiTool tool) implements Read {}

        record Mistaken(List<Mistake> mistakes) implements Read {}
    }

    Read read(UUID connection, Outbound outbound) {
        var mistakes = new ArrayList<Mistake>();
        var loginUrl = address("login", login, outbound, mistakes);
        var launchUrl = address("launch", launch, outbound, mistakes);
        var redirectUris = redirectUris(outbound, mistakes);
        var source = source(outbound, mistakes);
        var mark = mark(mistakes);
        var deploymentId = text(deployment);
        if (deploymentId.isEmpty()
                || deploymentId.length() > LONGEST_DEPLOYMENT
                || !deploymentId.chars().allMatch(c -> c > ' ' && c < 127)) {
            mistakes.add(new Mistake("deployment", "connections.mistake.deployment"));
        }
        if (!mistakes.isEmpty()) {
            return new Read.Mistaken(mistakes);
        }
        return new Read.Sound(new LtiTool(
                connection.toString(),
                connection,
                deploymentId,
                loginUrl.orElseThrow(),
                redirectUris,
                source.orElseThrow(),
                launchUrl.orElseThrow(),
                mark.orElseThrow()));
    }

    private static Optional<URI> address(
            String field, @Nullable String typed, Outbound outbound, List<Mistake> mistakes) {
        var address = outbound.address(typed);
        if (address.isEmpty()) {
            mistakes.add(new Mistake(field, "connections.mistake.address"));
        }
        return address;
    }

    private List<URI> redirectUris(Outbound outbound, List<Mistake> mistakes) {
        var typed = text(redirects)
                .lines()
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
        var found =
                typed.stream().map(outbound::address).flatMap(Optional::stream).toList();
        if (typed.isEmpty() || typed.size() > MOST_REDIRECTS || found.size() < typed.size()) {
            mistakes.add(new Mistake("redirects", "connections.mistake.redirects"));
        }
        return found;
    }

    private Optional<KeySource> source(Outbound outbound, List<Mistake> mistakes) {
        if (text(jwks).isEmpty() == text(keys).isEmpty()) {
            mistakes.add(new Mistake("jwks", "connections.mistake.oneKeySource"));
            return Optional.empty();
        }
        if (!text(jwks).isEmpty()) {
            return address("jwks", jwks, outbound, mistakes).map(Published::new);
        }
        var set = TypedKeys.read(text(keys)).map(JWKSet::toString);
        if (set.isEmpty()) {
            mistakes.add(new Mistake("keys", "connections.mistake.keys"));
        }
        return set.map(Typed::new);
    }

    private Optional<BigDecimal> mark(List<Mistake> mistakes) {
        var typed = text(pass);
        if (typed.matches("\\d{1,3}(\\.\\d)?") && new BigDecimal(typed).compareTo(HUNDRED) <= 0) {
            return Optional.of(new BigDecimal(typed).movePointLeft(2));
        }
        mistakes.add(new Mistake("pass", "connections.mistake.pass"));
        return Optional.empty();
    }
}
