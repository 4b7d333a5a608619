print("no benchmark named")
