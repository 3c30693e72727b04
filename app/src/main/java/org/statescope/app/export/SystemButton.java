package org.statescope.app.export;

import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.statescope.app.texts.Texts;

/// Offers to write the selected system of the [SystemHolder] that it lies in.
public final class SystemButton extends MenuButton {
  /// @param id its own, which its items begin with
  public SystemButton(String id) {
    super(Texts.text("export.system"));
    setId(id);
    getStyleClass().addAll("small", "flat");
    setMinWidth(USE_PREF_SIZE);
    setTooltip(new Tooltip(Texts.text("export.system.help")));
    for (SystemFormat format : SystemFormat.values()) {
      MenuItem item = new MenuItem(Texts.text(format.commandKey()));
      item.setId(id + "-" + format.extension());
      item.setOnAction(event -> fireEvent(new SystemExportEvent(format)));
      getItems().add(item);
    }
  }
}
