package market.tessera.checkout.completion;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Follows what providers report through the portal. What cannot be read is set aside with an error in the log. */
@Configuration(proxyBeanMethods = false)
class FollowReports implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FollowReports.class);
    private static final String WITHDRAWN = "completion.withdrawn";
    private static final Duration TOGETHER = Duration.ofMillis(100);

    private final CompleteReported completeReported;
    private final JsonMapper json;

    FollowReports(CompleteReported completeReported, JsonMapper json) {
        this.completeReported = completeReported;
        this.json = json;
    }

    @Bean
    LogSubscription completionReports(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(
                LogSubscription.Order.of("catalog", "completion-reports", "completion.reported", WITHDRAWN)
                        .resting(TOGETHER),
                this);
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        var heard = batch.stream().map(this::read).flatMap(Optional::stream).toList();
        return heard.isEmpty() ? Mono.empty() : completeReported.take(heard);
    }

    private Optional<Heard> read(LoggedEvent event) {
        try {
            return Optional.of(event.type().equals(WITHDRAWN) ? withdrawn(event) : reported(event));
        } catch (JacksonException | NullPointerException unreadable) {
            LOG.error("{} {} is set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Optional.empty();
        }
    }

    private Heard reported(LoggedEvent event) {
        var report = json.treeToValue(event.data(), ReportedCompletion.class);
        return new Heard(report.enrollment(), report.provider(), event.version(), Optional.of(report.completion()));
    }

    private Heard withdrawn(LoggedEvent event) {
        var told = json.treeToValue(event.data(), WithdrawnCompletion.class);
        return new Heard(told.enrollment(), told.provider(), event.version(), Optional.empty());
    }
}
