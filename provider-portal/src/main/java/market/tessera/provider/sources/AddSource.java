package market.tessera.provider.sources;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.platform.outbound.Outbound;
import market.tessera.provider.formats.Formats;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the address of a catalogue, to be looked at right away. */
@Component
class AddSource {
    private final Sources sources;
    private final Formats formats;
    private final Outbound outbound;
    private final Clock clock;

    AddSource(Sources sources, Formats formats, Outbound outbound, Clock clock) {
        this.sources = sources;
        this.formats = formats;
        this.outbound = outbound;
        this.clock = clock;
    }

    sealed interface Added {
        record Kept(UUID id) implements Added {}

        /** @param mistakes keys of words by field */
        record Refused(Map<String, String> mistakes) implements Added {}
    }

    Mono<Added> add(UUID provider, UUID by, SourceForm form) {
        var address = outbound.address(form.address());
        return formats.knows(provider, SourceForm.text(form.format())).flatMap(known -> {
            var mistakes = new LinkedHashMap<String, String>();
            if (address.isEmpty()) {
                mistakes.put("address", "sources.address.wrong");
            }
            mistakes.putAll(form.mistakes());
            if (!known) {
                mistakes.put("format", "sources.format.wrong");
            }
            return mistakes.isEmpty()
                    ? keep(provider, by, form, address.orElseThrow())
                    : Mono.just(new Added.Refused(mistakes));
        });
    }

    private Mono<Added> keep(UUID provider, UUID by, SourceForm form, URI address) {
        var source = new Source(
                UUID.randomUUID(),
                provider,
                SourceForm.text(form.name()),
                address,
                SourceForm.text(form.format()),
                form.often(),
                form.becoming(),
                form.bearer() != null,
                by,
                State.NONE,
                clock.instant(),
                0);
        return sources.add(source, form.bearer())
                .map(added ->
                        added ? new Added.Kept(source.id()) : new Added.Refused(Map.of("name", "sources.name.taken")));
    }
}
