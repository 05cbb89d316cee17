package vn.lienthong.hub.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.door.Languages;

/** Where people log in. */
@Controller
class LoginPage {
    static final String PATH = "/login";

    private static final Bilingual TITLE = new Bilingual("Đăng nhập", "Log in");
    private static final Bilingual LOGIN = new Bilingual("Tên đăng nhập", "Login");
    private static final Bilingual PASSWORD = new Bilingual("Mật khẩu", "Password");
    private static final Bilingual WRONG = new Bilingual(
            "Tên đăng nhập hoặc mật khẩu không đúng, hoặc đã thử quá nhiều lần trong một phút.",
            "The login or the password is not right, or was tried too often within a minute.");
    private static final Bilingual OUT = new Bilingual("Đã đăng xuất.", "You are logged out.");

    @GetMapping(PATH)
    String page(
            Model model,
            Locale language,
            HttpServletRequest request,
            @RequestParam(name = "error", required = false) String error,
            @RequestParam(name = "out", required = false) String out) {
        model.addAttribute("language", language.getLanguage());
        model.addAttribute("inVietnamese", Languages.choosing(Languages.VIETNAMESE, request));
        model.addAttribute("inEnglish", Languages.choosing(Languages.ENGLISH, request));
        model.addAttribute("title", TITLE.in(language));
        model.addAttribute("loginLabel", LOGIN.in(language));
        model.addAttribute("passwordLabel", PASSWORD.in(language));
        if (error != null) {
            model.addAttribute("fault", WRONG.in(language));
        }
        if (out != null) {
            model.addAttribute("note", OUT.in(language));
        }
        return "login";
    }
}
