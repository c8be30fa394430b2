package market.tessera.provider.editing;

import static market.tessera.platform.problem.Missing.notFound;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.Work;
import market.tessera.provider.intake.ICalendar;
import market.tessera.provider.intake.Intakes;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** The open intakes of an offering for a calendar. */
@Controller
class CalendarFile {
    private final Drafts drafts;
    private final Intakes intakes;
    private final MessageSource messages;
    private final Clock clock;
    private final String origin;

    CalendarFile(
            Drafts drafts,
            Intakes intakes,
            MessageSource messages,
            Clock clock,
            @Value("${tessera.public-url}") String origin) {
        this.drafts = drafts;
        this.intakes = intakes;
        this.messages = messages;
        this.clock = clock;
        this.origin = origin;
    }

    @GetMapping("/portal/offerings/{id}/intakes.ics")
    Mono<ResponseEntity<byte[]>> download(ProviderScope scope, @PathVariable UUID id, Locale locale) {
        return drafts.find(scope, id)
                .switchIfEmpty(notFound())
                .zipWith(intakes.open(id).collectList())
                .map(known -> calendar(known.getT1(), locale).of(known.getT2()))
                .map(CalendarFile::file);
    }

    private ICalendar calendar(Work work, Locale locale) {
        var title = work.elements().title();
        var deadline = messages.getMessage("intakes.calendar.closes", new Object[] {title}, locale);
        return new ICalendar(
                title, deadline, origin + "/offerings/" + work.offering().slug(), clock.instant());
    }

    private static ResponseEntity<byte[]> file(String calendar) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("intakes.ics")
                                .build()
                                .toString())
                .body(calendar.getBytes(StandardCharsets.UTF_8));
    }
}
