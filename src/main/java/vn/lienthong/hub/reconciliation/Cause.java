package vn.lienthong.hub.reconciliation;

import java.util.Locale;
import vn.lienthong.hub.canonical.Bilingual;

/** Why two systems do not have the same of a dossier. */
public enum Cause {
    /** The agency has the dossier, and the hub never got it. */
    UNKNOWN_TO_HUB(Repair.READ_AGAIN, "Trục chưa nhận được hồ sơ.", "The hub never got the dossier."),
    /** The agency has a later status than the hub. */
    HUB_LATER(Repair.READ_AGAIN, "Cơ quan đã đi trước trục.", "The agency is further than the hub."),
    /** The hub has a later status than the agency tells. */
    AGENCY_LATER(Repair.NONE, "Cơ quan nay báo trạng thái cũ hơn.", "The agency now tells an earlier status."),
    /** The hub has a dossier that its agency does not know. */
    UNKNOWN_TO_AGENCY(Repair.NONE, "Cơ quan không còn hồ sơ này.", "The agency has no such dossier any more."),
    /** The agency's record cannot be translated. */
    UNMAPPED(Repair.NONE, "Bản ghi của cơ quan chưa ánh xạ được.", "The agency's record cannot be translated."),
    /** A change waits to be told to the portal. */
    NOT_SENT(Repair.NONE, "Còn chờ gửi đến cổng.", "It waits to be told to the portal."),
    /** The portal refused a change, which waits for somebody to mend something. */
    REFUSED(Repair.TELL_AGAIN, "Cổng đã từ chối.", "The portal has refused it."),
    /** The portal was never to be told of it, for it was connected later. */
    NEVER_TOLD(Repair.TELL_AGAIN, "Chưa từng gửi đến cổng.", "It was never told to the portal."),
    /** The portal does not know a dossier that it has taken. */
    UNKNOWN_TO_PORTAL(Repair.TELL_AGAIN, "Cổng không có hồ sơ.", "The portal has no such dossier."),
    /** The portal has an earlier step than it has taken. */
    PORTAL_LATER(Repair.TELL_AGAIN, "Cổng có bước cũ hơn.", "The portal has an earlier step."),
    /** The portal has a step that is none of the dossier's. */
    PORTAL_DIFFERS(Repair.TELL_AGAIN, "Cổng có bước khác.", "The portal has another step.");

    private final Repair repair;
    private final Bilingual text;

    Cause(Repair repair, String vi, String en) {
        this.repair = repair;
        this.text = new Bilingual(vi, en);
    }

    /** What the hub can do about it. */
    public enum Repair {
        /** Ask the agency again, and take what it has. */
        READ_AGAIN,
        /** Tell the portal all of the dossier again. */
        TELL_AGAIN,
        /** A human has to look. */
        NONE
    }

    public Repair repair() {
        return repair;
    }

    /** For people. */
    public Bilingual text() {
        return text;
    }

    /** As answers write it: {@code unknown-to-hub}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
