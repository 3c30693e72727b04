package org.statescope.app.widget;

import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;
import org.statescope.app.texts.Texts;

/// One of a few choices as buttons in a row; a click on what is chosen leaves it chosen.
public final class SegmentedChoice extends SegmentedButton implements AutoCloseable {
  private final Subscription following;

  /// Buttons that follow a property and set it.
  ///
  /// @param id of the row
  /// @param button stem of the buttons' ids; the choice's name in small letters follows
  /// @param choices all of them, in the order of the enumeration
  /// @param key of a choice's name; `.short` behind it is that of its button, `.help` of its
  ///   tooltip
  public <E extends Enum<E>> SegmentedChoice(
      String id, String button, E[] choices, ObjectProperty<E> chosen, Function<E, String> key) {
    setId(id);
    for (E each : choices) {
      ToggleButton segment = new ToggleButton(Texts.text(key.apply(each) + ".short"));
      segment.setId(button + each.name().toLowerCase(Locale.ROOT));
      segment.getStyleClass().add("small");
      segment.setMinWidth(Region.USE_PREF_SIZE);
      segment.setTooltip(new Tooltip(Texts.text(key.apply(each) + ".help")));
      segment.setAccessibleText(Texts.text(key.apply(each)));
      segment.setOnAction(
          event -> {
            chosen.set(each);
            segment.setSelected(true);
          });
      getButtons().add(segment);
    }
    following = chosen.subscribe(now -> getButtons().get(now.ordinal()).setSelected(true));
  }

  /// Stops following the property.
  @Override
  public void close() {
    following.unsubscribe();
  }
}
