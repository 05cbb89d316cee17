package vn.lienthong.hub.broker;

/** A protocol the embedded broker speaks, each on a port of its own. */
public enum BrokerDoor {
    CORE("JMS (Artemis Core)", "CORE", "core-port"),
    AMQP("AMQP 1.0", "AMQP", "amqp-port"),
    MQTT("MQTT", "MQTT", "mqtt-port"),
    STOMP("STOMP", "STOMP", "stomp-port");

    private final String label;
    private final String artemisName;
    private final String setting;

    BrokerDoor(String label, String artemisName, String setting) {
        this.label = label;
        this.artemisName = artemisName;
        this.setting = "lienthong.broker." + setting;
    }

    /** The name people read. */
    public String label() {
        return label;
    }

    /** The setting that moves it. */
    public String setting() {
        return setting;
    }

    String artemisName() {
        return artemisName;
    }

    /** The port that was asked for; 0 for any. */
    public int portIn(BrokerSettings settings) {
        return switch (this) {
            case CORE -> settings.corePort();
            case AMQP -> settings.amqpPort();
            case MQTT -> settings.mqttPort();
            case STOMP -> settings.stompPort();
        };
    }
}
