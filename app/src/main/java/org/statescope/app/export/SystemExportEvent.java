package org.statescope.app.export;

import javafx.event.Event;
import javafx.event.EventType;

/// The user wants the selected system of a view as a file.
final class SystemExportEvent extends Event {
  private static final long serialVersionUID = 1L;

  static final EventType<SystemExportEvent> EXPORT = new EventType<>(Event.ANY, "SYSTEM_EXPORT");

  private final SystemFormat format;

  SystemExportEvent(SystemFormat format) {
    super(EXPORT);
    this.format = format;
  }

  SystemFormat format() {
    return format;
  }
}
