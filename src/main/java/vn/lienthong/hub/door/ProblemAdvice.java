package vn.lienthong.hub.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** Tells whatever a controller throws as problem+json, in the reader's language. */
@RestControllerAdvice
@Order
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<byte[]> problem(ProblemException thrown, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (thrown instanceof TryAgainLater later && later.after() != null) {
            long seconds = Math.max(1, (later.after().toMillis() + 999) / 1_000);
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return answer(thrown.problem(), headers, request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unreadable(HttpMessageNotReadableException thrown, HttpServletRequest request) {
        return answer(UnreadableBody.told(thrown), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> tooLarge(BodyTooLarge thrown, HttpServletRequest request) {
        return answer(HttpProblems.tooLarge(thrown.limit()), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> method(HttpRequestMethodNotSupportedException thrown, HttpServletRequest request) {
        var allowed = thrown.getSupportedMethods();
        Problem problem =
                HttpProblems.methodNotAllowed(thrown.getMethod(), allowed == null ? null : java.util.List.of(allowed));
        return answer(problem, thrown.getHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> type(HttpMediaTypeNotSupportedException thrown, HttpServletRequest request) {
        Problem problem = HttpProblems.unsupportedType(thrown.getContentType(), thrown.getSupportedMediaTypes());
        return answer(problem, thrown.getHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> accept(HttpMediaTypeNotAcceptableException thrown, HttpServletRequest request) {
        return answer(HttpProblems.notAcceptable(thrown.getSupportedMediaTypes()), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingServletRequestParameterException thrown, HttpServletRequest request) {
        return answer(HttpProblems.badParameter(thrown.getParameterName()), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> mismatch(TypeMismatchException thrown, HttpServletRequest request) {
        String name = thrown instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : Optional.ofNullable(thrown.getPropertyName()).orElse("?");
        return answer(HttpProblems.badParameter(name), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> binding(BindException thrown, HttpServletRequest request) {
        var field = thrown.getFieldError();
        return answer(HttpProblems.badParameter(field == null ? "?" : field.getField()), new HttpHeaders(), request);
    }

    /** Security answers these itself. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException thrown) {
        throw thrown;
    }

    /** The caller has gone; there is nobody to tell. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException thrown) {
        LOG.debug("a caller left before its answer was written", thrown);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> other(Exception thrown, HttpServletRequest request) {
        if (thrown.getCause() instanceof RejectedExecutionException) {
            // The port is open a little longer than the routes behind it run.
            return answer(HttpProblems.unavailable(), new HttpHeaders(), request);
        }
        int status = thrown instanceof ErrorResponse told ? told.getStatusCode().value() : 500;
        Problem problem = HttpProblems.ofStatus(status, request.getMethod(), RequestId.of(request));
        if (problem.kind() == ProblemKind.UNEXPECTED) {
            LOG.error("request {} failed in a way that was not foreseen", RequestId.of(request), thrown);
        }
        return answer(problem, new HttpHeaders(), request);
    }

    private static ResponseEntity<byte[]> answer(Problem problem, HttpHeaders headers, HttpServletRequest request) {
        Locale language = Languages.of(request);
        return ResponseEntity.status(problem.kind().httpStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .body(ProblemAnswer.bodyOf(request, problem, language));
    }
}
