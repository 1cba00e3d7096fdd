;;; try.el --- drives Emacs with plenary-mode and lsp-mode -*- lexical-binding: t -*-

;; emacs --batch -l editors/emacs/try.el FILE, with `plenary' on the path and lsp-mode installed. Each step
;; that fails is said and ends it with 1.

;;; Code:

(defvar folder (file-name-directory (or load-file-name buffer-file-name)))
(setq user-emacs-directory (file-name-as-directory (make-temp-file "emacs" t)))
(dolist (place (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*"))
  (when (file-directory-p place) (add-to-list 'load-path place)))
(require 'lsp-mode)
(load (expand-file-name "plenary-mode.el" folder))
(setq lsp-auto-guess-root t
      lsp-session-file (expand-file-name "session" user-emacs-directory)
      lsp-enable-file-watchers nil
      lsp-enable-snippet nil
      lsp-headerline-breadcrumb-enable nil
      lsp-modeline-code-actions-enable nil
      lsp-modeline-workspace-status-enable nil
      lsp-diagnostics-provider :none
      lsp-enable-suggest-server-download nil
      lsp-restart 'ignore)

(defun check (what holds)
  "Say whether WHAT HOLDS."
  (princ (format "%s: %s\n" what (if holds "ok" "FAILED")))
  (unless holds (kill-emacs 1)))

(defun wait (test)
  "Wait until TEST holds."
  (with-timeout (10 nil)
    (while (not (funcall test)) (accept-process-output nil 0.05))
    t))

(defun has (text) "Whether the buffer has TEXT." (save-excursion (goto-char 1) (search-forward text nil t)))
(defun found () "The findings of the file." (gethash (lsp--fix-path-casing buffer-file-name) (lsp-diagnostics t)))

(find-file (car (last command-line-args)))
(setq command-line-args-left nil)
(check "the mode is chosen" (eq major-mode 'plenary-mode))
(setq lsp--session (lsp-session))
(lsp-workspace-folders-add default-directory)
(lsp)
(check "the server starts"
       (wait (lambda () (and lsp--buffer-workspaces
                             (eq 'initialized (lsp--workspace-status (car lsp--buffer-workspaces)))))))
(check "findings are shown" (wait #'found))

(goto-char 1)
(search-forward "\n3")
(let ((fixes (seq-filter (lambda (action) (equal (lsp:code-action-kind? action) "quickfix")) (lsp-code-actions-at-point))))
  (check "a fix is offered" (= 1 (length fixes)))
  (lsp-execute-code-action (car fixes)))
(check "the fix is made" (has "~>2~~} to stay"))

(goto-char 1)
(search-forward "{~~ol")
(lsp-request "workspace/executeCommand"
             (list :command "plenary.accept"
                   :arguments (vector (lsp--buffer-uri) (list :at (lsp--cur-position)))))
(check "a change is accepted" (wait (lambda () (has "the new text"))))

(goto-char 1)
(search-forward "{@wt")
(lsp-rename "assembly")
(check "a name is another" (and (has "{#assembly}") (has "{@assembly}")))

(lsp-format-buffer)
(check "the text is in its canonical form" (has "a) Resolution 64"))

(lsp-workspace-shutdown (car lsp--buffer-workspaces))
(check "the server ends" (wait (lambda () (not (seq-some #'process-live-p (process-list))))))
(set-buffer-modified-p nil)
(kill-emacs 0)
;;; try.el ends here
