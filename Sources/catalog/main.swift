import Commands

CommandLineEntry.run()
