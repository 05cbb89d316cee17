package vn.lienthong.hub.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import vn.lienthong.hub.door.Languages;

/** What stands around every page. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {
    /** The address of the page that is looked at, in Vietnamese. */
    @ModelAttribute("inVietnamese")
    String inVietnamese(HttpServletRequest request) {
        return Languages.choosing(Languages.VIETNAMESE, request);
    }

    /** The address of the page that is looked at, in English. */
    @ModelAttribute("inEnglish")
    String inEnglish(HttpServletRequest request) {
        return Languages.choosing(Languages.ENGLISH, request);
    }
}
