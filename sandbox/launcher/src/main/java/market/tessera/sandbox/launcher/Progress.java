package market.tessera.sandbox.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Tells the person at the keyboard what is being done and how long it took. */
final class Progress {
    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    <T> T step(String what, Callable<T> work) throws Exception {
        var begin = Instant.now();
        out.printf("  %-58s", what + " …");
        out.flush();
        try {
            var result = work.call();
            out.printf("%5.1f s%n", Duration.between(begin, Instant.now()).toMillis() / 1000.0);
            return result;
        } catch (Exception failure) {
            out.println(" failed");
            throw failure;
        }
    }

    void say(String line) {
        out.println(line);
    }
}
