package market.tessera.platform.outbound;

import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Brings files from addresses that somebody has typed, onto the disk: from the public internet only unless this is a sandbox, each redirect looked at
 * like the first address, so many bytes and so long and no more, of the media types that were asked for, never unpacked.
 */
public final class Downloads {
    private static final int MOST_REDIRECTS = 3;
    private static final int NOT_MODIFIED = 304;

    private final WebClient client;
    private final Outbound outbound;
    private final Duration patience;

    Downloads(Outbound outbound, OutboundProperties properties) {
        this(
                outbound,
                properties.privateAddresses() ? DefaultAddressResolverGroup.INSTANCE : new PublicAddresses(),
                properties.downloadTimeout());
    }

    Downloads(Outbound outbound, AddressResolverGroup<InetSocketAddress> addresses, Duration patience) {
        this.outbound = outbound;
        this.patience = patience;
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.newConnection()
                        .resolver(addresses)
                        .responseTimeout(patience)
                        .followRedirect(false)))
                .build();
    }

    /**
     * What is to be brought.
     *
     * @param types media types that are taken
     * @param state of what was brought before; a server that still has the same says so
     * @param token of a bearer; goes to the host of the address and to no other
     * @param most bytes
     */
    public record Wish(
            URI address,
            Set<MediaType> types,
            State state,
            @Nullable String token,
            long most) {}

    /** By which a server knows what it answered with. */
    public record State(@Nullable String etag, @Nullable String lastModified) {
        public static final State NONE = new State(null, null);
    }

    /** How it ended. */
    public sealed interface Outcome {
        /**
         * The file is there.
         *
         * @param next where a list goes on, if the server says so
         * @param total of the whole list, likewise
         */
        record Brought(State state, @Nullable String contentType, Optional<URI> next, Optional<Long> total)
                implements Outcome {}

        /** It is as it was. */
        record Same() implements Outcome {}
    }

    /** @return errors with {@link Unreachable}; what the file holds then means nothing */
    public Mono<Outcome> bring(Wish wish, Path target) {
        return follow(wish, wish.address(), target, 0)
                .timeout(patience)
                .onErrorMap(Outbound::isOutage, failure -> Outbound.unreachable(wish.address(), failure));
    }

    private Mono<Outcome> follow(Wish wish, URI address, Path target, int redirects) {
        if (outbound.address(address.toString()).isEmpty()) {
            return Mono.error(new Unreachable(Reason.NOT_ALLOWED, String.valueOf(address.getHost()), null));
        }
        return client.get()
                .uri(address)
                .headers(headers -> ask(headers, wish, address))
                .exchangeToMono(response -> answer(response, wish, address, target, redirects))
                .flatMap(step -> switch (step) {
                    case Step.Done(var outcome) -> Mono.just(outcome);
                    case Step.Elsewhere(var location) -> follow(wish, location, target, redirects + 1);
                });
    }

    private sealed interface Step {
        record Done(Outcome outcome) implements Step {}

        record Elsewhere(URI location) implements Step {}
    }

    private static void ask(HttpHeaders headers, Wish wish, URI address) {
        headers.setAccept(wish.types().stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList());
        headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        headers.set(HttpHeaders.USER_AGENT, "Tessera");
        if (wish.state().etag() != null) {
            headers.set(HttpHeaders.IF_NONE_MATCH, wish.state().etag());
        }
        if (wish.state().lastModified() != null) {
            headers.set(HttpHeaders.IF_MODIFIED_SINCE, wish.state().lastModified());
        }
        if (wish.token() != null && isSameOrigin(wish.address(), address)) {
            headers.setBearerAuth(wish.token());
        }
    }

    private Mono<Step> answer(ClientResponse response, Wish wish, URI address, Path target, int redirects) {
        var status = response.statusCode();
        if (status.value() == NOT_MODIFIED) {
            return response.releaseBody().thenReturn(new Step.Done(new Outcome.Same()));
        }
        if (status.is3xxRedirection()) {
            return response.releaseBody().then(Mono.defer(() -> elsewhere(response, address, redirects)));
        }
        if (!status.is2xxSuccessful()) {
            return response.releaseBody()
                    .then(Mono.error(new Unreachable(Reason.STATUS, Integer.toString(status.value()), null)));
        }
        var headers = response.headers().asHttpHeaders();
        var refusal = refusal(headers, wish);
        return refusal.isPresent()
                ? response.releaseBody().then(Mono.error(refusal.get()))
                : write(response, target, wish.most()).thenReturn(new Step.Done(brought(headers, address)));
    }

    private static Mono<Step> elsewhere(ClientResponse response, URI address, int redirects) {
        var location = response.headers().asHttpHeaders().getFirst(HttpHeaders.LOCATION);
        try {
            return location == null || redirects == MOST_REDIRECTS
                    ? Mono.error(new Unreachable(
                            Reason.STATUS,
                            Integer.toString(response.statusCode().value()),
                            null))
                    : Mono.just(new Step.Elsewhere(address.resolve(location)));
        } catch (IllegalArgumentException malformed) {
            return Mono.error(new Unreachable(Reason.NOT_ALLOWED, "a malformed redirect", malformed));
        }
    }

    private static Optional<Unreachable> refusal(HttpHeaders headers, Wish wish) {
        var encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(new Unreachable(Reason.WRONG_TYPE, encoding, null));
        }
        if (headers.getContentLength() > wish.most()) {
            return Optional.of(new Unreachable(Reason.TOO_LONG, Long.toString(headers.getContentLength()), null));
        }
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        var taken = type != null
                && wish.types().stream()
                        .anyMatch(known -> known.toString().equalsIgnoreCase(type.split(";", 2)[0].strip()));
        return taken
                ? Optional.empty()
                : Optional.of(new Unreachable(Reason.WRONG_TYPE, type == null ? "" : type, null));
    }

    private static Mono<Void> write(ClientResponse response, Path target, long most) {
        var left = new AtomicLong(most);
        return DataBufferUtils.write(
                        response.bodyToFlux(DataBuffer.class).doOnNext(buffer -> spend(buffer, left)), target)
                .onErrorMap(
                        IOException.class,
                        failure -> new Unreachable(Reason.NO_ANSWER, "the connection broke", failure));
    }

    private static void spend(DataBuffer buffer, AtomicLong left) {
        if (left.addAndGet(-buffer.readableByteCount()) < 0) {
            DataBufferUtils.release(buffer);
            throw new Unreachable(Reason.TOO_LONG);
        }
    }

    private static Outcome brought(HttpHeaders headers, URI address) {
        return new Outcome.Brought(
                new State(headers.getETag(), headers.getFirst(HttpHeaders.LAST_MODIFIED)),
                headers.getFirst(HttpHeaders.CONTENT_TYPE),
                Links.next(headers.getValuesAsList(HttpHeaders.LINK), address),
                Optional.ofNullable(headers.getFirst("X-Total-Count"))
                        .filter(count -> count.matches("\\d{1,9}"))
                        .map(Long::valueOf));
    }

    /** Whether a token that was given for one is good for the other. */
    public static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getPort() == other.getPort()
                && one.getHost()
                        .toLowerCase(Locale.ROOT)
                        .equals(String.valueOf(other.getHost()).toLowerCase(Locale.ROOT));
    }
}
