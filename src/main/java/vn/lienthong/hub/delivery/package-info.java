/**
 * Brings what is to be told to where it is to be told: one isolated queue of wake-ups for each destination, rounds of
 * calls, pauses, a circuit breaker, dead letters.
 *
 * <p><b>A new kind of destination</b> takes
 *
 * <ol>
 *   <li>an {@link vn.lienthong.hub.delivery.Outbox}, a Spring bean that knows what is to be told to whom and how that went, on
 *       disk, unless the changes of dossiers are what is told: {@link vn.lienthong.hub.delivery.ChangesOutbox} is there;
 *   <li>a {@link vn.lienthong.hub.delivery.DestinationMaker}, a Spring bean that makes a
 *       {@link vn.lienthong.hub.delivery.Destination} of each connector of that kind;
 *   <li>its {@link vn.lienthong.hub.delivery.Round}: which call comes next and what an answer means. Where each item is told
 *       by calls of its own, {@link vn.lienthong.hub.delivery.OneByOneRound} does all but the speaking;
 *   <li>a route template in {@code routes/templates/} that consumes {@code hub.delivery.<connector>} and makes the calls. It
 *       names the bean {@code deliveryRounds}; {@code national-portal-delivery.yaml} shows how.
 * </ol>
 *
 * <p>Whoever puts something into an outbox wakes the destination with
 * {@link vn.lienthong.hub.delivery.DeliveryWakeUps#wake}. All else is done here, the same for every kind: the queue carries
 * wake-ups only, a lost one costs seconds, a restart goes on by itself, a destination that is away is held and probed and
 * fills no dead letters, what is refused becomes a dead letter that can be replayed, and how each destination stands is
 * shown.
 */
@ApplicationModule(
        displayName = "Delivery",
        allowedDependencies = {"canonical", "problem", "status", "connector", "agency", "deadletter", "trail"})
@NullMarked
package vn.lienthong.hub.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
