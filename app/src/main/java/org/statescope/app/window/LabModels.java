package org.statescope.app.window;

import java.util.Optional;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.OpenModels;
import org.statescope.app.compare.CompareModel;
import org.statescope.app.design.DesignModel;
import org.statescope.app.export.PlotExport;
import org.statescope.app.launch.LaunchDesk;
import org.statescope.app.launch.RunStarter;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.live.LiveModel;
import org.statescope.app.meter.MeterModel;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.report.ReportDesk;
import org.statescope.app.runs.RunActions;
import org.statescope.app.runs.RunListModel;
import org.statescope.app.settings.SettingsModel;
import org.statescope.app.structure.StructureModel;
import org.statescope.app.theme.Theme;
import org.statescope.app.tokens.TokensModel;
import org.statescope.app.workspace.Workspace;

/// Everything the window shows, wired by the application.
public record LabModels(
    Workspace workspace,
    RunListModel runs,
    RunActions actions,
    RunStarter starter,
    LaunchDesk launch,
    BackgroundTasks tasks,
    StepCursor cursor,
    LiveModel live,
    OpenModels models,
    MeterModel meter,
    PolesModel poles,
    StructureModel structure,
    TokensModel tokens,
    DesignModel design,
    CompareModel compare,
    ReportDesk report,
    FolderOpener opener,
    PlotExport export,
    Optional<TrainerCommand> trainer,
    SettingsModel settings,
    Theme theme,
    ChartTheme chartTheme) {}
