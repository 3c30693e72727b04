package org.statescope.app.window;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.texts.Texts;
import org.statescope.app.theme.Theme;
import org.statescope.app.theme.ThemeChoice;
import org.statescope.app.widget.Icons;

/// The top of the window: name, pages, the commands for the selected runs, new run, theme, help.
final class Header extends HBox {
  /// How many times the header gives up words where it is too narrow for them.
  private static final int STAGES = 3;

  private final RunToolbar runToolbar;
  private final Label name = new Label(Texts.text("app.name"), mark(24));
  private final SegmentedButton pages;

  Header(
      ObjectProperty<Page> page,
      RunToolbar runToolbar,
      Theme theme,
      Runnable newRun,
      Runnable help) {
    this.runToolbar = runToolbar;
    getStyleClass().add("header");
    setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("app-name");
    name.setMinWidth(USE_PREF_SIZE);
    pages = pages(page);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button newRunButton = new Button(Texts.text("toolbar.newRun"), Icons.icon(BootstrapIcons.PLUS));
    newRunButton.setId("toolbar-new-run");
    newRunButton.getStyleClass().add("accent");
    newRunButton.setOnAction(event -> newRun.run());
    newRunButton.setMinWidth(USE_PREF_SIZE);
    getChildren()
        .addAll(
            name,
            pages,
            gap,
            runToolbar,
            newRunButton,
            themes(theme),
            Icons.button(BootstrapIcons.QUESTION_CIRCLE, Texts.text("toolbar.help"), help));
    // Else it would never be laid out narrower than its words.
    setMinWidth(0);
    widthProperty().subscribe(this::fit);
  }

  /// Where the words of all buttons do not fit, those of the commands go first: their icons and
  /// tooltips tell as much. Then goes the name of the lab, then the icons of the pages, which keep
  /// their names.
  private void fit() {
    for (int stage = 0; stage <= STAGES; stage++) {
      giveUp(stage);
      applyCss();
      if (prefWidth(-1) <= getWidth()) {
        return;
      }
    }
  }

  private void giveUp(int stage) {
    runToolbar.setCompact(stage > 0);
    name.setContentDisplay(stage > 1 ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    for (ToggleButton button : pages.getButtons()) {
      button.setContentDisplay(stage > 2 ? ContentDisplay.TEXT_ONLY : ContentDisplay.LEFT);
    }
  }

  /// The lab's mark in the given size.
  static ImageView mark(double size) {
    String path = "/org/statescope/assets/icons/statescope-128.png";
    ImageView view =
        new ImageView(new Image(Objects.requireNonNull(Header.class.getResourceAsStream(path))));
    view.setFitWidth(size);
    view.setFitHeight(size);
    return view;
  }

  private static SegmentedButton pages(ObjectProperty<Page> page) {
    SegmentedButton pages = new SegmentedButton();
    pages.setId("pages");
    Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);
    for (Page each : Page.values()) {
      ToggleButton button =
          new ToggleButton(Texts.text("page." + each.key()), Icons.icon(each.icon()));
      button.setId("page-" + each.key());
      button.setMinWidth(USE_PREF_SIZE);
      // A click on the page that is open leaves it open.
      button.setOnAction(
          event -> {
            page.set(each);
            button.setSelected(true);
          });
      buttons.put(each, button);
      pages.getButtons().add(button);
    }
    page.subscribe(open -> Objects.requireNonNull(buttons.get(open)).setSelected(true));
    return pages;
  }

  private static Node themes(Theme theme) {
    MenuButton menu = new MenuButton(null, Icons.icon(BootstrapIcons.CIRCLE_HALF));
    menu.setId("theme");
    menu.getStyleClass().addAll("flat", "button-icon", "no-arrow");
    menu.setTooltip(new Tooltip(Texts.text("toolbar.theme")));
    menu.setAccessibleText(Texts.text("toolbar.theme"));
    ToggleGroup group = new ToggleGroup();
    Map<ThemeChoice, RadioMenuItem> items = new EnumMap<>(ThemeChoice.class);
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioMenuItem item =
          new RadioMenuItem(
              Texts.text("theme." + choice.name().toLowerCase(java.util.Locale.ROOT)));
      item.setToggleGroup(group);
      item.setOnAction(event -> theme.choiceProperty().set(choice));
      items.put(choice, item);
      menu.getItems().add(item);
    }
    theme
        .choiceProperty()
        .subscribe(choice -> Objects.requireNonNull(items.get(choice)).setSelected(true));
    return menu;
  }
}
