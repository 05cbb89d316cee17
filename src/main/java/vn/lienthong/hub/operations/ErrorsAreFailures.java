package vn.lienthong.hub.operations;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has an {@link Error} that a step throws, such as one of a system's driver or for lack of memory, end as any failure does. Camel
 * catches none: such an exchange never ended, was counted as under way from then on, and whoever stopped its route waited for it in
 * vain.
 */
@Component
public final class ErrorsAreFailures implements InterceptStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorsAreFailures.class);

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode step, Processor target, @Nullable Processor next) {
        return new Caught(target, step.getId());
    }

    private static final class Caught extends DelegateAsyncProcessor {
        private final String step;

        Caught(Processor target, String step) {
            super(target);
            this.step = step;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Held held = new Held(callback);
            boolean doneNow;
            try {
                doneNow = super.process(exchange, held);
            } catch (Error e) {
                if (held.told) {
                    // Of what came after this step, which is done.
                    throw e;
                }
                LOG.error("the step {} of the route {} ended with an error", step, exchange.getFromRouteId(), e);
                exchange.setException(e);
                callback.done(true);
                return true;
            }
            held.isWithin = false;
            if (held.isDone) {
                callback.done(true);
            }
            return doneNow;
        }
    }

    /**
     * Hands on that a step has ended; that it ended within its call, when the call has returned, for Camel says so before it sees
     * what the step threw.
     */
    private static final class Held implements AsyncCallback {
        private final AsyncCallback callback;
        private volatile boolean isWithin = true;
        private volatile boolean isDone;
        private volatile boolean told;

        Held(AsyncCallback callback) {
            this.callback = callback;
        }

        @Override
        public void done(boolean synchronously) {
            if (synchronously && isWithin) {
                isDone = true;
            } else {
                told = true;
                callback.done(synchronously);
            }
        }
    }
}
