title the toy that came home by post
cast a: child
cast b: grown
cast c: postman
thing x: teddy bear, rag doll, toy elephant, wooden horse, toy rabbit; old, little, worn, patched
place p: station, market, beach, park, museum
word treat: toffee, biscuit, bag of nuts, paper star
number n: 3..6

beat start
3: {a.intro} never went anywhere without {x}
3: {a.intro} had {x}, and the two of them (slept|travelled) side by side
1: I never went anywhere without {x.my:a}
1: All my life I have had {x}, and {x.it} came with me wherever I went
fact has a x
beat but
(one Sunday|on the way home from a trip) {a} (left|forgot) {x.it} on a bench {p.in}
one busy day {a} put {x.it} down on a bench {p.in} for a minute and forgot {x.it}
fact at a p
fact loses a x
beat start
{a} only noticed it (at bedtime|in the evening|late that night)
fact leaves a
beat maybe start
@sad a
beat say a
Who will keep me company in the dark now?
Poor thing, all alone out there! {x.the} must be so frightened
beat start
{a} hurried back {p.to} before breakfast, but the bench was (empty|bare)
{a} ran back early next morning, but nobody {p.in} had seen {x.the}
fact goes a p
fact leaves a
beat start
{a} did not know that {b.intro} had (come past|found {x.the}) and had carried {x.it} home
The evening before, {b.intro} had found {x.the} and had taken {x.it} home for the night
fact has b x
beat start
luckily a name and a street were (sewn|written) on the back in (blue thread|tiny letters)
beat paragraph
{n} days (went by|passed), and they were (slow and sad|long and grey)
For {n} days nothing happened, and {a} (ate little|hardly smiled)
beat start
at last {c.intro} knocked at the door with a parcel (tied up with string|covered with stamps|in brown paper)
the doorbell rang at last, and there stood {c.intro} with a (square|big|lumpy) parcel
beat maybe say c to a
This one is for you. It weighs about as much as a (chicken|cabbage)
Sign here, please. I think something inside is (smiling|looking for you)
beat when
{a} (cut the string|untied the knots|tore open the paper)
beat start
out came {x.the}, wrapped in (a clean towel|a woolly blanket|soft tissue paper)
{a} saw two familiar eyes and gave a shout of joy
fact gives b x a
beat maybe and
there was {treat.a} in the box as well
at the bottom lay {treat.a}, for the journey had been long
beat maybe start
@glad a
beat start
a short note said that the guest had been charming but terribly homesick
a letter came with {x.it}, and it said that the guest had behaved very well but missed home
beat so
{a} wrote a thank-you letter and drew (a sunflower|a rainbow|a row of hearts) on it for {b.name}
{a} painted a picture for {b.name} and (put it in the letter box|posted it the same day)
beat start
That night {a} slept (soundly|like a log|without a single bad dream)
Nobody in the whole town fell asleep more happily that evening

ask where p
? Where did {a.name} (leave|forget) {x.the}
? Where did {a.name} lose {x.the}
! {a.name} left {x.the} on a bench {p.in}
! {a.name} forgot {x.the} {p.in}
ask who b
? Who (found {x.the}|sent {x.the} home)
? Who took care of {x.the}
! It was {b.name} who found {x.the}
! {b.name} did
ask who c
? Who brought the parcel
? Who came to the door with a parcel
! {c.name} brought it
! {c.name} the postman came with the parcel
ask why
? Why could {b.name} send {x.the} home
? How did {b.name} know where {x.the} belonged
! The name and the street were on the back of {x.the}
! A name and a street were on the back of {x.the}, so {b.name} could read the address
ask how-many n
? How many days passed before the parcel came
? How many days did {a.name} wait
! {a.name} waited for {n} days
! It took {n} days
