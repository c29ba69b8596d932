// A page that was opened as a file may start no worker, and the search is one: here it runs in a frame instead.
"use strict"
if (location.protocol === "file:")
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      document.body.append(this.frame)
      const scope = this.frame.contentWindow
      scope.postMessage = data => this.tell(this, data)
      const script = scope.document.createElement("script")
      this.ready = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject, src: url }))
      scope.document.body.append(script)
    }
    postMessage(data) {
      this.ready.then(() => this.tell(this.frame.contentWindow, data))
    }
    tell(target, data) {
      setTimeout(() => {
        const event = new MessageEvent("message", { data })
        target.onmessage?.(event)
        target.dispatchEvent(event)
      })
    }
    terminate() {
      this.frame.remove()
    }
  }
