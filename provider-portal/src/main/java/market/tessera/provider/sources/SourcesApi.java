package market.tessera.provider.sources;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.access.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Addresses of catalogues by program. */
@RestController
@RequestMapping("/api/v1/imports/sources")
class SourcesApi {
    private final Sources sources;
    private final AddSource addSource;
    private final MessageSource messages;
    private final Clock clock;

    SourcesApi(Sources sources, AddSource addSource, MessageSource messages, Clock clock) {
        this.sources = sources;
        this.addSource = addSource;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * What is to be kept.
     *
     * @param format {@code catalogue}, {@code linked-data}, {@code edu-api}, or the name of a mapping
     * @param every {@code never}, {@code daily} or {@code weekly}
     * @param changes {@code usual}, {@code publish} or {@code propose}
     */
    record Wish(
            @Nullable String address,
            @Nullable String name,
            @Nullable String format,
            @Nullable String every,
            @Nullable String changes,
            @Nullable String token) {
        SourceForm form() {
            return new SourceForm(null, address, name, format, every, changes, token);
        }
    }

    /** A source as the API shows it; the token is never shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            UUID id,
            String name,
            String address,
            String format,
            String every,
            String changes,
            int failures,
            @Nullable Instant nextAt,
            @Nullable List<Seen> runs) {
        static Shown of(Source source, @Nullable List<Seen> runs) {
            return new Shown(
                    source.id(),
                    source.name(),
                    source.address().toString(),
                    source.format(),
                    source.every().key(),
                    source.changes().key(),
                    source.failures(),
                    source.dueAt(),
                    runs);
        }
    }

    /**
     * How it went once.
     *
     * @param importId the import that came of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seen(
            Instant at,
            String outcome,
            @Nullable String detail,
            @Nullable UUID importId) {
        static Seen of(Run run) {
            return new Seen(run.at(), run.outcome().key(), run.detail(), run.imported());
        }
    }

    record Listed(List<Shown> items) {}

    @GetMapping
    Mono<Listed> list(@AuthenticationPrincipal ApiCaller caller) {
        return Flux.from(sources.of(own(caller).map(id -> new UUID[] {id}).orElseGet(() -> new UUID[0])))
                .map(source -> Shown.of(source, null))
                .collectList()
                .map(Listed::new);
    }

    @PostMapping
    Mono<ResponseEntity<Shown>> add(@AuthenticationPrincipal ApiCaller caller, @RequestBody Wish wish) {
        var provider = own(caller)
                .orElseThrow(() -> Problem.of(
                        HttpStatus.CONFLICT,
                        "not-a-provider",
                        "Not a provider",
                        "Only a provider's own key keeps sources."));
        var answersFor = Objects.requireNonNullElse(caller.issuedBy(), caller.key());
        return addSource.add(provider, answersFor, wish.form()).flatMap(added -> switch (added) {
            case AddSource.Added.Kept(var id) ->
                sources.find(id)
                        .map(source -> ResponseEntity.created(URI.create("/api/v1/imports/sources/" + id))
                                .body(Shown.of(source, List.of())));
            case AddSource.Added.Refused(var mistakes) ->
                Mono.error(Problem.invalid(mistakes.entrySet().stream()
                        .map(mistake -> Violation.pointer("/" + mistake.getKey(), say(mistake.getValue())))
                        .toList()));
        });
    }

    @GetMapping("/{id}")
    Mono<Shown> show(@AuthenticationPrincipal ApiCaller caller, @PathVariable String id) {
        return find(caller, id)
                .flatMap(source ->
                        sources.runs(source.id()).map(Seen::of).collectList().map(runs -> Shown.of(source, runs)));
    }

    /** Looks at it as soon as possible. */
    @PostMapping("/{id}/fetch")
    Mono<ResponseEntity<Shown>> fetch(@AuthenticationPrincipal ApiCaller caller, @PathVariable String id) {
        return find(caller, id)
                .delayUntil(source -> sources.look(source.id(), clock.instant()))
                .map(source -> ResponseEntity.accepted().body(Shown.of(source, null)));
    }

    private Mono<Source> find(ApiCaller caller, String id) {
        return Mono.justOrEmpty(uuid(id))
                .flatMap(sources::find)
                .filter(source -> own(caller).filter(source.provider()::equals).isPresent())
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no source " + id)));
    }

    private static Optional<UUID> own(ApiCaller caller) {
        return Optional.ofNullable(caller.provider());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private String say(String key) {
        return messages.getMessage(key, null, java.util.Locale.ENGLISH);
    }
}
