package market.tessera.checkout.deeplink;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.deeplink.Picked.Forged;
import market.tessera.checkout.deeplink.Picked.Kept;
import market.tessera.checkout.deeplink.Picked.Nothing;
import market.tessera.checkout.lti.LtiContents;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.lti.LtiTools;
import market.tessera.checkout.lti.ToolSignatures;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Keeps what was picked. The tool's answer comes by the browser from another site, without a session: what counts is the tool's signature, and that
 * it answers a picking that an administrator has begun, once.
 */
@Service
class TakePicked {
    private static final String DATA = "https://purl.imsglobal.org/spec/lti-dl/claim/data";

    private final Pickings pickings;
    private final LtiTools tools;
    private final LtiContents contents;
    private final ToolSignatures signatures;
    private final Outbound outbound;
    private final Clock clock;
    private final String issuer;

    TakePicked(
            Pickings pickings,
            LtiTools tools,
            LtiContents contents,
            ToolSignatures signatures,
            Outbound outbound,
            Clock clock,
            @Value("${tessera.public-url}") String issuer) {
        this.pickings = pickings;
        this.tools = tools;
        this.contents = contents;
        this.signatures = signatures;
        this.outbound = outbound;
        this.clock = clock;
        this.issuer = issuer;
    }

    Mono<Picked> take(String text) {
        return Mono.fromCallable(() -> SignedJWT.parse(text))
                .flatMap(this::answer)
                .onErrorResume(ParseException.class, _ -> Mono.empty())
                .onErrorResume(Unreachable.class, _ -> Mono.empty())
                .defaultIfEmpty(new Forged());
    }

    private Mono<Picked> answer(SignedJWT token) {
        return Mono.fromCallable(token::getJWTClaimsSet)
                .flatMap(claims -> Mono.fromCallable(() -> UUID.fromString(claims.getStringClaim(DATA)))
                        .onErrorResume(IllegalArgumentException.class, _ -> Mono.empty())
                        .onErrorResume(NullPointerException.class, _ -> Mono.empty())
                        .flatMap(pickings::open)
                        .flatMap(picking -> tools.find(picking.clientId())
                                .filterWhen(tool -> isFrom(tool, token, claims))
                                .flatMap(tool -> keep(picking, tool, claims))));
    }

    private Mono<Boolean> isFrom(LtiTool tool, SignedJWT token, JWTClaimsSet claims) {
        var expires = claims.getExpirationTime();
        var meant = tool.clientId().equals(claims.getIssuer())
                && claims.getAudience().contains(issuer)
                && expires != null
                && expires.toInstant().isAfter(clock.instant().minusSeconds(60))
                && "LtiDeepLinkingResponse".equals(claims.getClaim(LtiMessage.LTI + "message_type"))
                && "1.3.0".equals(claims.getClaim(LtiMessage.LTI + "version"))
                && tool.deploymentId().equals(claims.getClaim(LtiMessage.LTI + "deployment_id"));
        return meant ? signatures.verifies(tool, token) : Mono.just(false);
    }

    private Mono<Picked> keep(Picking picking, LtiTool tool, JWTClaimsSet claims) {
        return pickings.end(picking.id())
                .filter(first -> first)
                .flatMap(_ -> Mono.justOrEmpty(ContentItems.first(claims, tool, outbound))
                        .flatMap(content -> contents.put(tool.clientId(), picking.offering(), content, picking.email())
                                .<Picked>thenReturn(new Kept(picking)))
                        .defaultIfEmpty(new Nothing(picking)));
    }
}
