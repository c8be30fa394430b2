package market.tessera.platform.eventlog;

import io.r2dbc.spi.ConnectionFactory;
import market.tessera.platform.eventlog.LogSubscription.Order;

/** Where an application orders its subscriptions; declare each as a bean, so that it starts and stops with the application. */
public final class LogSubscriptions {
    private final LogReader reader;
    private final Cursors cursors;
    private final Announcements announcements;

    LogSubscriptions(LogReader reader, Cursors cursors, ConnectionFactory connections) {
        this.reader = reader;
        this.cursors = cursors;
        this.announcements = new Announcements(connections);
    }

    public LogSubscription subscribe(Order order, EventHandler handler) {
        return new LogSubscription(
                reader, cursors, new WakeUps(announcements.of(order.log()), order.types()), order, handler);
    }
}
