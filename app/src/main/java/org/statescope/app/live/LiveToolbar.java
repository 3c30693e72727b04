package org.statescope.app.live;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.statescope.app.plot.PlotLink;
import org.statescope.app.texts.Texts;

/// The choices above the live plots: x axis, logarithm, smoothing, and the way back from a zoom.
final class LiveToolbar extends HBox {
  private static final double STRONGEST = 0.995;

  LiveToolbar(LiveModel model, PlotLink link) {
    getStyleClass().add("view-toolbar");
    setAlignment(Pos.CENTER_LEFT);
    setSpacing(16);
    getChildren().addAll(axes(model), logarithm(model), smoothing(model), zoomBack(link));
  }

  private static Node axes(LiveModel model) {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    List<String> pills = List.of(Styles.LEFT_PILL, Styles.CENTER_PILL, Styles.RIGHT_PILL);
    for (Axis axis : Axis.values()) {
      ToggleButton button = new ToggleButton(Texts.text("live.axis." + axis));
      button.getStyleClass().addAll(pills.get(axis.ordinal()), Styles.SMALL);
      button.setToggleGroup(group);
      button.setUserData(axis);
      button.setAccessibleText(Texts.text("live.axis.help", button.getText()));
      box.getChildren().add(button);
    }
    model
        .axisProperty()
        .subscribe(axis -> group.selectToggle(group.getToggles().get(axis.ordinal())));
    group
        .selectedToggleProperty()
        .subscribe(
            (before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else {
                model.axisProperty().set((Axis) now.getUserData());
              }
            });
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
