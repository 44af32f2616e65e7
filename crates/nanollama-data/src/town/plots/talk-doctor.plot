title a conversation at the doctor's
form dialogue
cast a: child
cast b: doctor
cast c: child
word ill: back, neck, left leg, right knee, right foot, left shoulder
word since: since yesterday, since this morning, since Sunday, for two days, since last night
word well: like a drum, like a church bell, like a little engine, like a good clock
word why1: I swam in the cold river for an hour, I slept on the bare floor for a bet, I carried a sack of potatoes up the hill, I jumped off the shed, I turned cartwheels all afternoon, I fell out of the apple tree
word med: some ointment, a warm bandage, a hot-water bottle, a bag of warm cherry stones
word how: three times a day, every evening, in the morning and at night, as soon as you get home
word must: rest, keep warm, go to bed early, be very lazy, sit in the sun for a while
word not: run about, climb trees, go swimming, carry heavy things, jump down the stairs
word when: in two days, on Saturday, at the end of the week, in three days

beat line
{b.name}: Who is next? Ah, it is you, {a.name}!
{b.name}: Come in, {a.name}, and sit down on the blue chair.
{b.name}: Good afternoon, {a.name}. What brings you here?
{b.name}: Next, please! {a.name}, you look quite pale.
beat line
{a.name}: Good day, doctor. My {ill} hurts.
{a.name}: I have a pain, doctor. It is my {ill}.
{a.name}: Something is wrong with my {ill}, doctor. It hurts all the time.
beat line
{b.name}: That does not sound good. How long has it been hurting?
{b.name}: Oh dear! How long has it been like that?
{b.name}: We will find out what it is. When did the pain begin?
beat line
{a.name}: It has hurt {since}.
{a.name}: It started a while ago. I have felt it {since}.
{a.name}: I have had the pain {since}, and it does not go away.
beat line
{b.name}: Let me see. Does it hurt when I press here? And now take a deep breath.
{b.name}: I shall listen to your heart first. Breathe in and out.
{b.name}: Keep still for a moment. I want to have a good look at it.
beat line
{a.name}: Is it bad?
{a.name}: Can you find anything?
{a.name}: Will it have to be cut off?
beat line
{b.name}: Your heart beats {well}. But tell me, have you done anything unusual?
{b.name}: Inside you sound {well}, so it cannot be anything serious. What did you do before it began?
{b.name}: No, no. Your heart beats {well}, and the rest of you is in good order. Have you been up to something?
beat line
{a.name}: Well, {why1}.
{a.name}: I do not like to say it, but {why1}.
{a.name}: I do not know whether it matters, but {why1}.
beat line
{b.name}: Aha! Then I know where it comes from.
{b.name}: Now everything is clear to me.
{b.name}: Then I need not look any further.
beat line
{a.name}: (It was {c.name} who dared me to do it.|) And what shall I do now?
{a.name}: (But {c.name} did just the same and is as well as can be!|) Do I have to take some bitter medicine?
beat line
{b.name}: I will give you {med}. Use it {how}. (And you must {must}, do you hear?|Above all you have to {must}.)
{b.name}: There is nothing better for it than {med}, {how}. (Apart from that, you must {must}.|And please {must}.)
{b.name}: You will get {med} from me, and you are to use it {how}. (But most of all you must {must}.|And do not forget to {must}.)
beat line
{a.name}: And can I play outside?
{a.name}: May I go out to play?
{a.name}: Am I allowed to play?
beat line
{b.name}: For the moment you should not {not}. Come back {when}, and I will have another look.
{b.name}: You may do what you like, but please do not {not}. I would like to see you again {when}.
{b.name}: You may, but please do not {not}. We shall see each other again {when}.
beat line
{a.name}: Thank you, doctor. I feel a little better already.
{a.name}: I promise. Thank you very much!
{a.name}: I will do as you say. Goodbye, doctor!
beat maybe line
{b.name}: Get well soon! And next time, think first.
{b.name}: You were very brave. Take a sugar mouse from the jar by the door.

ask what ill
? What hurts
? Where does {a.name} feel the pain
! {a.my} {ill} hurts
! It is the {ill}
ask who b
? Who examined {a.name}
? Who is the doctor
! It is {b.name}
! The doctor is {b.name}
ask what med
? What does the doctor give {a.name}
? What does {a.name} get for it
! {a.name} gets {med}
! It is {med}
ask what must
? What must {a.name} do to get well
? What does {b.name} tell {a.name} to do
! {a.name} must {must}
! {b.name} tells {a.name} to {must}
ask what not
? What should {a.name} not do for the moment
! {a.name} should not {not}
ask what when
? When should {a.name} come back
? When does {b.name} want to see {a.name} again
! {a.name} should come back {when}
! It will be {when}
ask what since
? How long has it been hurting
! It has hurt {since}
