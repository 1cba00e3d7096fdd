;;; plenary-mode.el --- Resolutions as plain text -*- lexical-binding: t -*-

;; Put this file where Emacs finds it and (require 'plenary-mode) into init.el. With Emacs 29, or eglot,
;; M-x eglot starts the server; with lsp-mode, M-x lsp.

;;; Code:

(defvar plenary-font-lock-keywords
  `(("^%%.*$" . font-lock-comment-face)
    ("^#\\{1,6\\} .*$" . font-lock-function-name-face)
    ("^\\(ADD\\*?\\|(MOD)\\|MOD\\|SUP\\*?\\|_?NOC_?\\|OTHER\\) " 1 font-lock-keyword-face)
    ("^ *\\([a-z]\\{1,4\\})\\|[0-9]+\\(?:\\.[0-9]+\\)*)?\\|[-–•]\\)[ \t]" 1 font-lock-constant-face)
    ("^ *\\(\\+\\+\\|--\\)\\(?:@[^ ]*\\)? " 1 font-lock-builtin-face)
    ("{\\(?:\\+\\+\\|--\\|~~\\)\\|\\(?:\\+\\+\\|--\\|~~\\)}\\|~>" . font-lock-builtin-face)
    ("{>>[^<]*<<}" . font-lock-comment-face)
    ("{[@#][^} ]+}\\|\\[\\^[^] ]+\\]" . font-lock-variable-name-face))
  "What is coloured before the server has said more.")

;;;###autoload
(define-derived-mode plenary-mode text-mode "Plenary"
  "A mode for the resolutions of international organizations."
  (setq-local comment-start "%% ")
  (setq-local font-lock-defaults '(plenary-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.plen\\'" . plenary-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(plenary-mode . ("plenary" "lsp"))))

(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(plenary-mode . "plenary"))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection '("plenary" "lsp"))
                    :major-modes '(plenary-mode)
                    :server-id 'plenary)))

(provide 'plenary-mode)
;;; plenary-mode.el ends here
