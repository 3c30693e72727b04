package org.statescope.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.statescope.app.design.DesignView;
import org.statescope.app.export.FigureFormat;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.export.PlotMenus;
import org.statescope.app.export.SystemFormat;
import org.statescope.app.palette.Command;
import org.statescope.app.plot.FigurePlot;
import org.statescope.app.texts.Texts;
import org.statescope.app.theme.ThemeChoice;
import org.statescope.app.workspace.RunEntry;

/// What the palette offers: the keyboard's commands, those without keys, every run and the recent
/// folders.
///
/// @param open opens a recent folder
record PaletteCommands(
    LabModels models, PlotMenus plots, DesignView design, Runnable demo, Consumer<Path> open) {

  List<Command> after(Shortcuts shortcuts) {
    List<Command> commands = new ArrayList<>(shortcuts.commands());
    commands.add(command("start.demo.title", demo));
    commands.add(command("report.button", models.report()::ask));
    if (models.design().isOpen()) {
      design.commands().forEach((key, action) -> commands.add(command(key, action)));
    }
    plots.current().ifPresent(plot -> addExports(plot, commands));
    plots.currentSystem().ifPresent(system -> addSystem(system, commands));
    for (ThemeChoice choice : ThemeChoice.values()) {
      String key = "theme." + choice.name().toLowerCase(java.util.Locale.ROOT);
      commands.add(
          new Command(
              Texts.text(key),
              Texts.text("toolbar.theme"),
              Optional.empty(),
              () -> models.theme().choiceProperty().set(choice)));
    }
    models.workspace().runs().forEach(run -> commands.add(run(run)));
    models.opener().recent().forEach(folder -> commands.add(recent(folder)));
    return commands;
  }

  /// The plot is the one of the moment: while the palette is open it has the focus.
  private void addExports(FigurePlot plot, List<Command> commands) {
    for (FigureFormat format : FigureFormat.values()) {
      commands.add(
          command("export.as." + format.extension(), () -> models.export().export(plot, format)));
    }
  }

  private void addSystem(NamedSystem system, List<Command> commands) {
    for (SystemFormat format : SystemFormat.values()) {
      commands.add(command(format.commandKey(), () -> models.export().export(system, format)));
    }
  }

  private static Command command(String key, Runnable action) {
    return new Command(Texts.text(key), Texts.text("palette.command"), Optional.empty(), action);
  }

  private static Command run(RunEntry run) {
    return new Command(
        Texts.text(run.isTicked() ? "palette.hide" : "palette.show", run.label()),
        run.folder().getFileName().toString(),
        Optional.empty(),
        () -> run.tickedProperty().set(!run.isTicked()));
  }

  private Command recent(Path folder) {
    Path name = folder.getFileName();
    return new Command(
        Texts.text("palette.open", name == null ? folder : name),
        folder.toString(),
        Optional.empty(),
        () -> open.accept(folder));
  }
}
