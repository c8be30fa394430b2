package market.tessera.checkout.outbound;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import market.tessera.checkout.outbound.Fetch.Failed;
import market.tessera.checkout.outbound.Fetch.Got;
import market.tessera.checkout.outbound.Fetch.Reason;
import market.tessera.platform.outbound.PublicAddresses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/** Fetches what somebody else names: over https, from the public internet alone, a few megabytes at most, within seconds. */
@Component
public class PublicWeb {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final int HTTPS = 443;
    private static final int WELL_KNOWN_PORTS = 1024;

    private final WebClient client;
    /** Stays at the site that it is sent to. */
    private final WebClient loyal;

    private final String scheme;

    @Autowired
    PublicWeb() {
        this(new PublicAddresses(), "https");
    }

    PublicWeb(PublicAddresses addresses, String scheme) {
        this.scheme = scheme;
        var http = HttpClient.create()
                .resolver(addresses)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(PATIENCE);
        this.client = client(http.followRedirect(this::follows));
        this.loyal = client(http.followRedirect(this::followsAtHome));
    }

    private static WebClient client(HttpClient http) {
        return WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .clientConnector(new ReactorClientHttpConnector(http))
                .build();
    }

    /** @param accept media types, as in the header of that name */
    public Mono<Fetch> get(URI address, String accept) {
        return fetch(client, address, accept);
    }

    /** As {@link #get}, but redirects to another site are not followed. */
    public Mono<Fetch> getFromItself(URI address, String accept) {
        return fetch(loyal, address, accept);
    }

    private Mono<Fetch> fetch(WebClient through, URI address, String accept) {
        if (!isAcceptable(address)) {
            return Mono.just(new Failed(Reason.ADDRESS));
        }
        return through.get()
                .uri(address)
                .header("Accept", accept)
                .exchangeToMono(PublicWeb::read)
                .timeout(PATIENCE)
                .onErrorResume(PublicWeb::isOutside, failure -> Mono.just(new Failed(reason(failure))));
    }

    private boolean isAcceptable(URI address) {
        var port = address.getPort();
        return scheme.equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && (port == -1 || port == HTTPS || port >= WELL_KNOWN_PORTS);
    }

    /** The address of a redirect is resolved and looked at like the first. */
    private boolean follows(HttpClientRequest request, HttpClientResponse response) {
        var location = response.responseHeaders().get("Location");
        return response.status().code() / 100 == 3
                && location != null
                && request.redirectedFrom().length < MOST_REDIRECTS
                && isAcceptable(location);
    }

    private boolean followsAtHome(HttpClientRequest request, HttpClientResponse response) {
        return follows(request, response)
                && isSameSite(
                        URI.create(String.valueOf(request.resourceUrl())),
                        URI.create(String.valueOf(response.responseHeaders().get("Location"))));
    }

    private static boolean isSameSite(URI here, URI location) {
        return !location.isAbsolute() || (site(here).equals(site(location)) && here.getPort() == location.getPort());
    }

    private static String site(URI address) {
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    }

    private boolean isAcceptable(String location) {
        try {
            var target = URI.create(location);
            return (!target.isAbsolute() && !location.startsWith("//")) || isAcceptable(target);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Mono<Fetch> read(ClientResponse response) {
        return response.statusCode().is2xxSuccessful()
                ? response.bodyToMono(byte[].class)
                        .defaultIfEmpty(new byte[0])
                        .map(Content::new)
                        .map(Got::new)
                : response.releaseBody().thenReturn(new Failed(Reason.MISSING));
    }

    private static boolean isOutside(Throwable failure) {
        var cause = Exceptions.unwrap(failure);
        return cause instanceof WebClientRequestException
                || cause instanceof WebClientResponseException
                || cause instanceof DataBufferLimitException
                || cause instanceof IOException
                || cause instanceof TimeoutException;
    }

    private static Reason reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PublicAddresses.NotPublic) {
                return Reason.NOT_PUBLIC;
            }
            if (cause instanceof DataBufferLimitException) {
                return Reason.TOO_LARGE;
            }
        }
        return Reason.SILENT;
    }
}
