package market.tessera.checkout.launch;

import java.net.URI;

/** How the click on a course ended. */
sealed interface LaunchStart {
    /** The browser goes to the tool's login. */
    record Begun(URI login) implements LaunchStart {}

    /** There is no such course of this learner. */
    record NotFound() implements LaunchStart {}

    /** The learner has begun more launches than anyone opens by hand. */
    record TooMany() implements LaunchStart {}

    /** The course cannot be opened now: not confirmed yet, or no longer. */
    record NotOpen() implements LaunchStart {}
}
