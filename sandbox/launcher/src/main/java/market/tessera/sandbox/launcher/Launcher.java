package market.tessera.sandbox.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import market.tessera.sandbox.servers.ServerFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ./tessera}: starts everything, says when it is ready, ends everything on Ctrl-C. */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.println(Options.USAGE);
            return;
        }
        var progress = new Progress(System.out);
        var sandbox = new Sandbox(progress);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            sandbox.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        try {
            sandbox.start(Options.parse(words, defaultData()));
        } catch (LaunchFailure | ServerFailure failure) {
            LOG.error("The sandbox did not start", failure);
            System.err.println(failure.getMessage());
            System.exit(1);
        } catch (Exception failure) {
            LOG.error("The sandbox did not start", failure);
            System.err.println("Tessera could not start: " + failure.getMessage() + ". Details are in the log file.");
            System.exit(1);
        }
        stopped.await();
    }

    private static Path defaultData() {
        return Path.of(System.getProperty("tessera.home", "."), ".tessera")
                .toAbsolutePath()
                .normalize();
    }
}
