package org.statescope.app.live;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.statescope.app.plot.PlotLink;
import org.statescope.app.texts.Texts;

/// The choices above the live plots: x axis, logarithm, smoothing, and the way back from a zoom.
final class LiveToolbar extends FlowPane implements AutoCloseable {
  private static final double STRONGEST = 0.995;

  private Subscription changes = Subscription.EMPTY;

  LiveToolbar(LiveModel model, PlotLink link) {
    getStyleClass().add("view-toolbar");
    setAlignment(Pos.CENTER_LEFT);
    setHgap(16);
    setVgap(8);
    getChildren()
        .addAll(axes(model), logarithm(model), smoothing(model), seeds(model), zoomBack(link));
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private Node axes(LiveModel model) {
    return pills(
        Axis.values(),
        axis -> Texts.text("live.axis." + axis),
        axis -> Texts.text("live.axis.help", Texts.text("live.axis." + axis)),
        model.axisProperty());
  }

  private Node seeds(LiveModel model) {
    Node choice =
        pills(
            Seeds.values(),
            seeds -> Texts.text("live.seeds." + seeds),
            seeds -> Texts.text("live.seeds.help." + seeds),
            model.seedsProperty());
    Label name = new Label(Texts.text("live.seeds"));
    name.setLabelFor(choice);
    name.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(8, name, choice);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  /// Buttons in a row, one for each of three values, of which one is pressed.
  private <T extends Enum<T>> Node pills(
      T[] values, Function<T, String> words, Function<T, String> help, ObjectProperty<T> property) {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    List<String> pills = List.of(Styles.LEFT_PILL, Styles.CENTER_PILL, Styles.RIGHT_PILL);
    for (T value : values) {
      ToggleButton button = new ToggleButton(words.apply(value));
      button.setId("live-" + value.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().addAll(pills.get(value.ordinal()), Styles.SMALL);
      button.setToggleGroup(group);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setAccessibleText(help.apply(value));
      button.setTooltip(new Tooltip(help.apply(value)));
      // A click on what is pressed leaves it pressed.
      button.setOnAction(
          event -> {
            property.set(value);
            button.setSelected(true);
          });
      box.getChildren().add(button);
    }
    changes =
        changes.and(
            property.subscribe(
                value -> group.selectToggle(group.getToggles().get(value.ordinal()))));
    return box;
  }

  private static Node logarithm(LiveModel model) {
    CheckBox box = new CheckBox(Texts.text("live.logarithmic"));
    box.selectedProperty().bindBidirectional(model.logarithmicProperty());
    return box;
  }

  private static Node smoothing(LiveModel model) {
    Slider slider = new Slider(0, STRONGEST, model.smoothingProperty().get());
    slider.setPrefWidth(120);
    slider.setBlockIncrement(0.05);
    slider.valueProperty().bindBidirectional(model.smoothingProperty());
    Label name = new Label(Texts.text("live.smoothing"));
    name.setLabelFor(slider);
    Label value = new Label();
    value.setMinWidth(Region.USE_PREF_SIZE);
    value.getStyleClass().add(Styles.TEXT_MUTED);
    value
        .textProperty()
        .bind(
            slider
                .valueProperty()
                .map(weight -> String.format(Locale.ROOT, "%.2f", weight.doubleValue())));
    HBox box = new HBox(8, name, slider, value);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Node zoomBack(PlotLink link) {
    Button button = new Button(Texts.text("plot.show-all"));
    button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    button.setOnAction(event -> link.visibleProperty().set(Optional.empty()));
    button.disableProperty().bind(link.visibleProperty().map(Optional::isEmpty));
    return button;
  }
}
